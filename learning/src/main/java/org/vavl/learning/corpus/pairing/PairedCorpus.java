package org.vavl.learning.corpus.pairing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.folder.FeatureStorage;

/** The corpus that pairs make: what it is called, and of each pair whose the speaker, the labels and the features are. */
final class PairedCorpus {
    private final CorpusFolder speech;
    private final String heard;
    private final CorpusFolder faces;
    private final String seen;
    private final Task.Classification task;
    private final Set<String> speakersHeard;

    /**
     * @param speech whose clips the pairs' speech is; both stay open as long as this is used
     * @param heard its modality
     * @param faces whose clips the pairs' faces are
     * @param seen its modality
     * @param task of the new corpus
     */
    PairedCorpus(CorpusFolder speech, String heard, CorpusFolder faces, String seen, Task.Classification task) {
        this.speech = speech;
        this.heard = heard;
        this.faces = faces;
        this.seen = seen;
        this.task = task;
        this.speakersHeard = speech.clips().stream().map(Clip::speaker).collect(Collectors.toSet());
    }

    /**
     * Writes pairs.
     *
     * @return how many clips the new corpus has
     * @throws org.vavl.core.VavlException if it cannot be written
     */
    int write(List<Pair> pairs, Path target, FeatureStorage storage) {
        List<String> modalities = List.of(Modality.ACOUSTIC, Modality.VISUAL);
        try (CorpusWriter writer = CorpusWriter.create(target, description(), modalities, storage)) {
            for (int number = 0; number < pairs.size(); number++) {
                write(pairs.get(number), number, writer);
            }
            writer.commit();
            return writer.clips();
        }
    }

    /** The speech's, or the face's; where people of both corpora have the same name, with the name of the faces' corpus. */
    private String speaker(Pair pair) {
        return pair.speech()
                .map(Clip::speaker)
                .or(() -> pair.face()
                        .map(Clip::speaker)
                        .map(name -> speakersHeard.contains(name) ? faces.name() + " " + name : name))
                .orElseThrow();
    }

    private void write(Pair pair, int number, CorpusWriter writer) {
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        pair.speech().ifPresent(clip -> features.put(Modality.ACOUSTIC, features(clip, heard)));
        pair.face().ifPresent(clip -> features.put(Modality.VISUAL, features(clip, seen)));
        String id = String.format(Locale.ROOT, "%06d-%s", number, pair.first().id());
        writer.add(new ClipEntry(id, speaker(pair), labels(pair), Map.of(), pair.parts()), features);
    }

    /** The speech's, and of the face its own; of a face without speech the face's. */
    private Labels labels(Pair pair) {
        Map<String, Labels> ofFace = new LinkedHashMap<>();
        if (pair.speech().isPresent()) {
            pair.face().ifPresent(face -> ofFace.put(Modality.VISUAL, new Labels(votes(face), Map.of())));
        }
        return new Labels(votes(pair.first()), Map.of(), ofFace);
    }

    private static FeatureSequence features(Clip clip, String modality) {
        return Objects.requireNonNull(clip.features().get(modality), modality).get();
    }

    private Map<String, Double> votes(Clip clip) {
        Map<String, Double> votes = new LinkedHashMap<>(clip.labels().classes());
        votes.keySet().retainAll(task.labels());
        return votes;
    }

    private CorpusDescription description() {
        return new CorpusDescription(
                speech.name() + " with " + faces.name(),
                task,
                speech.description().source() + "; " + faces.description().source(),
                speech.description().licence() + "; " + faces.description().licence(),
                List.of("speech and faces of different people, put together by their labels"),
                OptionalInt.empty(),
                Stream.concat(speech.dataSets().stream(), faces.dataSets().stream())
                        .distinct()
                        .toList());
    }
}
