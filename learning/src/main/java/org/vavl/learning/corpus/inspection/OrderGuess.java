package org.vavl.learning.corpus.inspection;

/**
 * How well labels can be guessed from the order of the clips alone.
 *
 * @param order which order: {@code corpus}, as in the corpus, or {@code id}, sorted by id, as a folder's files often are
 * @param method {@code position}: from the clip's place among its speaker's clips, or from that place's remainder by the period
 *     that guesses best; {@code neighbours}: from the labels of the clips before and behind it
 * @param accuracy the share of clips guessed right, each by what was learnt of other speakers
 * @param chance the share that is right if always the commonest label of the other speakers is guessed
 * @param clips how many were guessed: those with a label for the task
 */
public record OrderGuess(String order, String method, double accuracy, double chance, int clips) {
    /** How many standard errors the accuracy is above chance. */
    double excess() {
        double error = Math.sqrt(Math.max(chance * (1 - chance), 1e-12) / clips);
        return (accuracy - chance) / error;
    }
}
