package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vavl.core.Counted;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.inspection.Finding.Severity;

/**
 * What about a corpus could mislead: speakers in several parts, clips that are there twice, labels that are tied or can be guessed
 * from the order of the clips, classes that are spelled in several ways, speakers that are not known, recordings that are nearly
 * silent, modalities and classes that are missing.
 *
 * @param corpus the corpus's name
 * @param findings the worst first
 * @param orderGuesses how well labels can be guessed from order alone; none if there are fewer than two speakers
 */
public record CorpusAudit(String corpus, List<Finding> findings, List<OrderGuess> orderGuesses) {
    private static final double NOTABLE_EXCESS = 0.05;
    private static final double STANDARD_ERRORS = 3;

    /**
     * Looks at a corpus; reads all of it.
     *
     * @throws org.vavl.core.VavlException if features cannot be read
     */
    public static CorpusAudit of(Corpus corpus) {
        List<OrderGuess> guesses = OrderAudit.of(corpus);
        List<Finding> findings = new ArrayList<>();
        findings.addAll(PartitionAudit.of(corpus));
        findings.addAll(DuplicateAudit.of(corpus));
        order(guesses, findings);
        labels(corpus, findings);
        speakers(corpus, findings);
        modalities(corpus, findings);
        findings.addAll(SilenceAudit.of(corpus));
        findings.sort(Comparator.comparing(Finding::severity));
        return new CorpusAudit(corpus.name(), List.copyOf(findings), guesses);
    }

    /** Whether something was found that makes results on the corpus unbelievable. */
    public boolean isSerious() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.SERIOUS);
    }

    private static void order(List<OrderGuess> guesses, List<Finding> findings) {
        for (OrderGuess guess : guesses) {
            if (guess.accuracy() - guess.chance() > NOTABLE_EXCESS && guess.excess() > STANDARD_ERRORS) {
                findings.add(Finding.warning(
                        "order",
                        String.format(
                                Locale.ROOT,
                                "labels can be guessed from %s %s: %.1f %% right, by chance %.1f %%; harmless only if "
                                        + "clips are shuffled and a model sees no other clip of a batch, as in Vavl",
                                guess.method().equals("position")
                                        ? "the place among the speaker's clips,"
                                        : "the labels of the clips before and behind,",
                                guess.order().equals("id") ? "sorted by id" : "in the corpus's order",
                                100 * guess.accuracy(),
                                100 * guess.chance()),
                        List.of()));
            }
        }
    }

    private static void speakers(Corpus corpus, List<Finding> findings) {
        List<String> unknown = corpus.clips().stream()
                .filter(clip -> clip.speaker().equals(clip.id()))
                .map(Clip::id)
                .toList();
        if (!unknown.isEmpty()) {
            findings.add(Finding.warning(
                    "speakers-unknown",
                    unknown.size() + " of " + corpus.clips().size()
                            + " clips are each a speaker of their own, called as the clip is: if people are heard or seen in several"
                            + " of them, parts share people, and results are not those for new ones",
                    unknown));
        }
    }

    private static void labels(Corpus corpus, List<Finding> findings) {
        SimilarClasses.warning(
                        corpus.task(), corpus.clips().stream().map(Clip::labels).toList())
                .ifPresent(message -> findings.add(Finding.warning("similar-classes", message, List.of())));
        List<String> tied = corpus.clips().stream()
                .filter(clip -> TargetClasses.isTied(clip.labels()))
                .map(Clip::id)
                .toList();
        if (!tied.isEmpty()) {
            findings.add(Finding.warning(
                    "label-ties",
                    tied.size() + " of " + corpus.clips().size()
                            + " clips have several classes with the most votes; the first in the task's order counts",
                    tied));
        }
        List<String> without = corpus.clips().stream()
                .filter(clip -> corpus.task().target(clip.labels()).isEmpty())
                .map(Clip::id)
                .toList();
        if (!without.isEmpty()) {
            findings.add(Finding.note(
                    "without-label",
                    without.size() + " of " + corpus.clips().size()
                            + " clips have no label for the task and are left out",
                    without));
        }
    }

    private static void modalities(Corpus corpus, List<Finding> findings) {
        for (Modality modality : corpus.modalities()) {
            List<String> without = corpus.clips().stream()
                    .filter(clip -> !clip.modalities().contains(modality.name()))
                    .map(Clip::id)
                    .toList();
            if (!without.isEmpty()) {
                findings.add(Finding.note(
                        "modality-missing",
                        without.size() + " of " + corpus.clips().size() + " clips lack " + modality.name()
                                + " features",
                        without));
            }
        }
    }

    /** The audit for people to read. */
    public String text() {
        StringBuilder text = new StringBuilder("audit of " + corpus + ": "
                + (findings.isEmpty() ? "nothing found" : Counted.of(findings.size(), "finding")));
        for (Finding finding : findings) {
            text.append(System.lineSeparator())
                    .append(finding.severity().name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(finding.message());
            if (!finding.examples().isEmpty()) {
                text.append(System.lineSeparator())
                        .append("  ")
                        .append(finding.examples().stream().limit(5).collect(Collectors.joining(", ")))
                        .append(finding.examples().size() > 5 ? ", …" : "");
            }
        }
        for (OrderGuess guess : orderGuesses) {
            text.append(System.lineSeparator())
                    .append(String.format(
                            Locale.ROOT,
                            "guessed from order (%s, %s): %.1f %%, by chance %.1f %%",
                            guess.order(),
                            guess.method(),
                            100 * guess.accuracy(),
                            100 * guess.chance()));
        }
        return text.toString();
    }
}
