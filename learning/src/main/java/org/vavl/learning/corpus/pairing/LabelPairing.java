package org.vavl.learning.corpus.pairing;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FeatureStorage;

/**
 * Puts speech and faces of the same label together, where no corpus has both: every clip of the corpus of speech gets a face of the same part
 * of its own corpus's split, so that no clip, speaker or face stands in two parts. A face is taken again only when all of its label have
 * been; of some speech the face may be of any label ({@link PairingSettings#mismatched}). Of training faces some stay alone; of the other parts all that got no speech do, so that what is said of faces alone is
 * measured on as many as there are. Clips without speech or face are left out. Distorted copies
 * are in the training part alone, as the split has them. With {@link PairingSettings#partitions} clips and faces are paired that are in the same parts of several partitions, such as the folds of a
 * comparison; then of all parts as many faces stay alone as of training.
 *
 * <p>A pair has the label of its speech, and of its face the face's own, which is what the head over faces learns. What such pairs lack is that a person's voice and face go together: a network learns from
 * them how much to trust either, not how they interact, and its results on them say nothing of that.
 */
public final class LabelPairing {
    /** The name of the new corpus's partition, unless {@link PairingSettings#partitions} names others. */
    public static final String PARTITION = "paired";

    private final PairingSettings settings;
    private final Random random;
    private final List<Pair> pairs = new ArrayList<>();
    private final String heard;
    private final String seen;

    private LabelPairing(PairingSettings settings, Corpus speech, Corpus faces) {
        this.settings = settings;
        this.heard = modality(speech, Modality.ACOUSTIC);
        this.seen = modality(faces, Modality.VISUAL);
        this.random = new Random(Seeds.derive(settings.seed(), "pairing", 0));
    }

    /**
     * Writes the paired corpus.
     *
     * @param target where it will be: nothing may be there, or an empty folder
     * @param storage how features lie on disk
     * @return how many clips it has
     * @throws VavlException if a corpus cannot be read or has no classes, a part has no face of a label that its speech has, or the new
     *     corpus cannot be written
     */
    public static int write(PairingSettings settings, Path target, FeatureStorage storage) {
        try (CorpusFolder speech = CorpusFolder.open(settings.acoustic().corpus());
                CorpusFolder faces = CorpusFolder.open(settings.visual().corpus())) {
            Task.Classification task = new Task.Classification(classes(speech), true);
            LabelPairing pairing = new LabelPairing(settings, speech, faces);
            pairing.pair(pairing.spoken(speech, task), pairing.seen(faces), task);
            return new PairedCorpus(speech, pairing.heard, faces, pairing.seen, task)
                    .write(pairing.pairs, target, storage);
        }
    }

    /** The usual modality, or the only one, whatever it is called. */
    private static String modality(Corpus corpus, String usual) {
        List<String> names = corpus.modalities().stream().map(Modality::name).toList();
        if (names.contains(usual)) {
            return usual;
        }
        if (names.size() == 1) {
            return names.get(0);
        }
        throw new VavlException("corpus " + corpus.name() + " has the modalities " + String.join(", ", names)
                + ", and to be paired needs one called " + usual + ", or one alone");
    }

    private static List<String> classes(Corpus corpus) {
        if (corpus.task() instanceof Task.Classification classification) {
            return classification.labels();
        }
        throw new VavlException("corpus " + corpus.name() + " has no classes, by which clips could be paired");
    }

    private Map<Map<String, Part>, List<Clip>> spoken(Corpus speech, Task.Classification task) {
        return settings.partitions().isEmpty()
                ? PartGroups.of(PARTITION, settings.acoustic().split().split(speech, speech.task()))
                : PartGroups.of(settings.partitions(), speech, task);
    }

    private Map<Map<String, Part>, List<Clip>> seen(Corpus faces) {
        Task.Classification task = new Task.Classification(classes(faces), true);
        return settings.partitions().isEmpty()
                ? PartGroups.of(PARTITION, settings.visual().split().split(faces, task))
                : PartGroups.of(settings.partitions(), faces, task);
    }

    private void pair(
            Map<Map<String, Part>, List<Clip>> speech,
            Map<Map<String, Part>, List<Clip>> faces,
            Task.Classification task) {
        speech.forEach((parts, clips) -> {
            List<Clip> spoken = clips.stream()
                    .filter(clip -> clip.modalities().contains(heard))
                    .filter(clip -> !PartGroups.allowed(clip, parts).isEmpty())
                    .toList();
            Map<String, List<Clip>> candidates = byLabel(faces.getOrDefault(parts, List.of()), task);
            Set<String> taken = pair(parts, spoken, candidates, task);
            List<Clip> all = candidates.values().stream().flatMap(List::stream).toList();
            alone(parts, all, taken, Math.round(settings.alone() * spoken.size()))
                    .forEach(face -> pairs.add(new Pair(parts, Optional.empty(), Optional.of(face))));
        });
    }

    /** The faces that stay without speech. */
    private Stream<Clip> alone(Map<String, Part> parts, List<Clip> faces, Set<String> taken, long most) {
        List<Clip> left =
                faces.stream().filter(face -> !taken.contains(face.id())).toList();
        if (!settings.partitions().isEmpty()) {
            return shuffled(left).stream().limit(most);
        }
        return parts.containsValue(Part.TRAIN) ? shuffled(faces).stream().limit(most) : left.stream();
    }

    /** Gives every spoken clip a face, and tells which faces those are. */
    private Set<String> pair(
            Map<String, Part> parts, List<Clip> spoken, Map<String, List<Clip>> faces, Task.Classification task) {
        Map<String, Deque<Clip>> left = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Clip clip : spoken) {
            String label = faceLabel(clip, faces, task);
            if (!faces.containsKey(label)) {
                throw new VavlException(
                        "there is no face of label " + label + " for the speech of " + PartGroups.text(parts));
            }
            Deque<Clip> candidates = left.computeIfAbsent(label, key -> new ArrayDeque<>());
            if (candidates.isEmpty()) {
                candidates.addAll(shuffled(faces.get(label)));
            }
            Clip face = candidates.remove();
            pairs.add(new Pair(PartGroups.allowed(clip, parts), Optional.of(clip), Optional.of(face)));
            taken.add(face.id());
        }
        return taken;
    }

    /** The speech's own label, or any that faces have. */
    private String faceLabel(Clip speech, Map<String, List<Clip>> faces, Task.Classification task) {
        if (settings.mismatched() > 0 && !faces.isEmpty() && random.nextDouble() < settings.mismatched()) {
            return List.copyOf(faces.keySet()).get(random.nextInt(faces.size()));
        }
        return label(speech, task).orElseThrow();
    }

    private List<Clip> shuffled(List<Clip> clips) {
        List<Clip> shuffled = new ArrayList<>(clips);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Clips by the label that most voted for, the task's first of several, as everywhere; those of which none of the task's has the most votes are left out. */
    private Map<String, List<Clip>> byLabel(List<Clip> clips, Task.Classification task) {
        Map<String, List<Clip>> byLabel = new LinkedHashMap<>();
        clips.stream().filter(clip -> clip.modalities().contains(seen)).forEach(clip -> label(clip, task)
                .ifPresent(label ->
                        byLabel.computeIfAbsent(label, key -> new ArrayList<>()).add(clip)));
        return byLabel;
    }

    static Optional<String> label(Clip clip, Task.Classification task) {
        Map<String, Double> votes = clip.labels().classes();
        double most =
                votes.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return task.labels().stream()
                .filter(label -> most > 0 && votes.getOrDefault(label, 0.0) == most)
                .findFirst();
    }
}
