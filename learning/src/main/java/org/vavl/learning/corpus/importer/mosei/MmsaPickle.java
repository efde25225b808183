package org.vavl.learning.corpus.importer.mosei;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.pickle.NumpyArray;
import org.vavl.core.pickle.PickleFile;
import org.vavl.core.pickle.PickleReader;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.Named;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * CMU-MOSEI as MMSA publishes it ({@code aligned_50.pkl}, {@code unaligned_50.pkl}): a pickled dictionary with {@code train}, {@code
 * valid} and {@code test}, each a dictionary with {@code id} (N strings, {@code VIDEO$_$NUMBER}), {@code regression_labels} (N numbers),
 * and {@code audio}, {@code vision} and {@code text} (N×T×D numbers). What belongs together has the same place in each.
 */
public final class MmsaPickle {
    private static final List<String> PARTS = List.of("train", "valid", "test");
    private static final String VIDEO_ENDS = "$_$";

    /** The modalities by their names here, with the pickle's. */
    private static final Map<String, String> MODALITIES =
            Map.of(Modality.ACOUSTIC, "audio", Modality.VISUAL, "vision", "text", "text");

    private final PickleFile file;
    private final List<String> modalities;
    private final List<PlannedClip> clips = new ArrayList<>();
    private final Map<String, Map<String, PaddedSource.Place>> places = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> unlabelled = new ArrayList<>();
    private final List<String> withoutVideo = new ArrayList<>();

    private MmsaPickle(PickleFile file, List<String> modalities) {
        this.file = file;
        this.modalities = modalities;
        modalities.forEach(modality -> places.put(modality, new HashMap<>()));
    }

    /** The modalities that there can be. */
    public static Set<String> modalities() {
        return MODALITIES.keySet();
    }

    /**
     * The plan of what a file has.
     *
     * @param modalities which of {@link #modalities}
     * @param frameRates frames per second by the modality's name, as the file says nothing of them; 1 for those that are not there
     * @throws VavlException if it is not as it must be
     */
    public static ImportPlan plan(Path path, List<String> modalities, Map<String, Double> frameRates) {
        PickleFile file = PickleFile.open(path);
        try {
            return new MmsaPickle(file, modalities).plan(frameRates);
        } catch (IOException e) {
            file.close();
            throw new VavlException(path + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private ImportPlan plan(Map<String, Double> frameRates) throws IOException {
        if (!(file.root() instanceof Map<?, ?> root) || PARTS.stream().noneMatch(root::containsKey)) {
            throw error("must hold a dictionary with train, valid and test");
        }
        for (String part : PARTS) {
            if (root.containsKey(part)) {
                if (!(root.get(part) instanceof Map<?, ?> content)) {
                    throw error(part + " must be a dictionary");
                }
                add(part, content);
            }
        }
        Map<String, FeatureSource> sources = new LinkedHashMap<>();
        String name = ConsensusTables.stem(String.valueOf(file.path().getFileName()));
        places.forEach((modality, ofClips) -> sources.put(
                modality,
                new PaddedSource(
                        file,
                        ofClips,
                        frameRates.getOrDefault(modality, 1.0),
                        new ExtractorId(name + "-" + MODALITIES.get(modality), "1"))));
        return MoseiCorpus.plan(MoseiCorpus.LabelSet.SENTIMENT, clips, sources, notes(frameRates));
    }

    private List<String> notes(Map<String, Double> frameRates) {
        List<String> notes = new ArrayList<>();
        if (!unlabelled.isEmpty()) {
            notes.add(Named.some(unlabelled, "segments have a sentiment that is no number, and are left out"));
        }
        if (!withoutVideo.isEmpty()) {
            notes.add(Named.some(withoutVideo, "ids name no video (VIDEO$_$NUMBER); each is its own speaker"));
        }
        List<String> unknown = modalities.stream()
                .filter(modality -> !frameRates.containsKey(modality))
                .toList();
        if (!unknown.isEmpty()) {
            notes.add("the file says nothing of frame rates; that of " + String.join(", ", unknown)
                    + " features is given as 1 (--option frameRates=acoustic=20 says another)");
        }
        return notes;
    }

    private void add(String part, Map<?, ?> content) throws IOException {
        List<String> names = strings(part, "id", required(part, content, "id"));
        double[] labels = numbers(part, required(part, content, "regression_labels"));
        if (labels.length != names.size()) {
            throw error(part + " has " + names.size() + " ids and " + labels.length
                    + " regression_labels, and must have as many");
        }
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        for (String modality : modalities) {
            arrays.put(modality, features(part, content, MODALITIES.getOrDefault(modality, modality), names.size()));
        }
        for (int i = 0; i < labels.length; i++) {
            String id = names.get(i);
            if (!ids.add(id)) {
                throw error(part + " has the id " + PickleReader.shown(id)
                        + ", which is there already, and must be there once");
            }
            if (Double.isNaN(labels[i])) {
                unlabelled.add(id);
            } else {
                clips.add(new PlannedClip(entry(part, id, labels[i]), List.of(id)));
                int row = i;
                arrays.forEach((modality, array) ->
                        places.getOrDefault(modality, new HashMap<>()).put(id, new PaddedSource.Place(array, row)));
            }
        }
    }

    private ClipEntry entry(String part, String id, double sentiment) {
        Task.Attribute range = MoseiCorpus.attribute(MoseiCorpus.SENTIMENT);
        if (!(sentiment >= range.minimum() && sentiment <= range.maximum())) {
            throw error("regression_labels of " + part + " have " + sentiment + " for " + PickleReader.shown(id)
                    + ", and must be from " + range.minimum() + " to " + range.maximum());
        }
        int end = id.indexOf(VIDEO_ENDS);
        if (end < 1) {
            withoutVideo.add(id);
        }
        return new ClipEntry(
                id,
                end < 1 ? id : id.substring(0, end),
                new Labels(Map.of(), Map.of(MoseiCorpus.SENTIMENT, sentiment)),
                Map.of(),
                Map.of(MoseiCorpus.PARTITION, Part.parse(part)));
    }

    private NumpyArray features(String part, Map<?, ?> content, String name, int clips) {
        Object value = required(part, content, name);
        if (value instanceof NumpyArray array
                && array.isNumeric()
                && array.shape().size() == 3
                && array.shape().get(0) == clips
                && array.shape().get(1) > 0
                && array.shape().get(2) > 0
                && array.shape().get(1)
                        <= PaddedSource.MOST_VALUES / array.shape().get(2)) {
            return array;
        }
        throw error(
                name + " of " + part + " is " + shown(value) + ", and must be an array of " + clips + "×T×D numbers");
    }

    private static String shown(Object value) {
        return value instanceof NumpyArray array ? "an " + array : "no array";
    }

    private Object required(String part, Map<?, ?> content, String name) {
        Object value = content.get(name);
        if (value == null) {
            throw error(part + " has no " + name);
        }
        return value;
    }

    private List<String> strings(String part, String name, Object value) throws IOException {
        if (value instanceof NumpyArray array) {
            return array.strings();
        }
        if (value instanceof List<?> list) {
            List<String> strings = new ArrayList<>();
            for (Object item : list) {
                strings.add(item instanceof NumpyArray array ? array.strings().get(0) : PickleReader.string(item));
            }
            return strings;
        }
        throw error(name + " of " + part + " must be a list of strings");
    }

    private double[] numbers(String part, Object value) throws IOException {
        if (value instanceof NumpyArray array && array.size() <= PaddedSource.MOST_VALUES) {
            return array.numbers(0, (int) array.size());
        }
        if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream()
                    .mapToDouble(number -> ((Number) number).doubleValue())
                    .toArray();
        }
        throw error("regression_labels of " + part + " must be numbers");
    }

    private VavlException error(String message) {
        return new VavlException(file.path() + ": " + message);
    }
}
