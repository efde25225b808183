package org.vavl.learning.corpus.importer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the names of folders and files tell of recordings, as far as it is usual. The class is a folder or a part of the file's name that is
 * a word for an emotion; where there is none in any name, the outermost folder, unless it is called as speakers are. The speaker is a
 * folder that is called as speakers are.
 */
final class NameGuess {
    private static final Set<String> EMOTIONS = Set.of(
            "amused",
            "amusement",
            "anger",
            "angry",
            "anxiety",
            "anxious",
            "bored",
            "boredom",
            "calm",
            "contempt",
            "disgust",
            "disgusted",
            "excited",
            "excitement",
            "fear",
            "fearful",
            "frustrated",
            "frustration",
            "happiness",
            "happy",
            "joy",
            "negative",
            "neutral",
            "positive",
            "sad",
            "sadness",
            "scared",
            "surprise",
            "surprised");
    private static final Pattern SPEAKER = Pattern.compile(
            "(?i)(actor|actress|child|participant|person|session|speaker|spk|subject|subj|sub|s|p|f|m)[ _-]?[0-9]{1,5}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

    private final boolean haveEmotions;
    private final boolean isParted;

    NameGuess(RecordingFolder folder) {
        haveEmotions = folder.recordings().stream().anyMatch(one -> emotion(one).isPresent());
        isParted = folder.isParted();
    }

    /** As it stands in the name of a folder, or in small letters of a file's name. */
    Optional<String> label(RecordingFolder.Recording recording) {
        if (haveEmotions) {
            return emotion(recording);
        }
        List<String> folders = recording.folders();
        return folders.stream().skip(isParted ? 1 : 0).findFirst().filter(name -> !SPEAKER.matcher(name)
                .matches());
    }

    private static Optional<String> emotion(RecordingFolder.Recording recording) {
        return recording.folders().stream()
                .filter(NameGuess::isEmotion)
                .findFirst()
                .or(() -> Stream.of(BETWEEN_WORDS.split(recording.name(), -1))
                        .filter(NameGuess::isEmotion)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .findFirst());
    }

    private static boolean isEmotion(String word) {
        return EMOTIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    Optional<String> speaker(RecordingFolder.Recording recording) {
        return recording.folders().stream()
                .filter(name -> SPEAKER.matcher(name).matches())
                .findFirst();
    }
}
