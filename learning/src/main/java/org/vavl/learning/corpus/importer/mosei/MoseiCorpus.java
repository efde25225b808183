package org.vavl.learning.corpus.importer.mosei;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/** What is the same of CMU-MOSEI in every form. */
public final class MoseiCorpus {
    /** What users call it. */
    public static final String NAME = "cmu-mosei";

    /** The partition's name in the corpus. */
    static final String PARTITION = "standard";

    static final String SENTIMENT = "sentiment";
    private static final double LARGEST_SENTIMENT = 3;
    private static final double LARGEST_EMOTION = 3;

    /** The emotions in the order of CMU's file of labels, in which they stand behind the sentiment. */
    static final List<String> EMOTIONS = List.of("happy", "sad", "anger", "surprise", "disgust", "fear");

    private MoseiCorpus() {}

    /** Which labels are learnt. */
    public enum LabelSet {
        /** The sentiment from -3 to 3. */
        SENTIMENT,
        /** The intensity of six emotions, from 0 to 3. */
        EMOTIONS,
        /** Both. */
        ALL;

        /** The task. */
        Task.Regression task() {
            List<Task.Attribute> attributes = new ArrayList<>();
            if (this != EMOTIONS) {
                attributes.add(attribute(MoseiCorpus.SENTIMENT));
            }
            if (this != SENTIMENT) {
                MoseiCorpus.EMOTIONS.forEach(name -> attributes.add(attribute(name)));
            }
            return new Task.Regression(attributes);
        }
    }

    /** A label and its range. */
    static Task.Attribute attribute(String name) {
        return name.equals(SENTIMENT)
                ? new Task.Attribute(name, -LARGEST_SENTIMENT, LARGEST_SENTIMENT)
                : new Task.Attribute(name, 0, LARGEST_EMOTION);
    }

    /** The plan of a corpus: what could not be matched is among its notes, and among its warnings. */
    static ImportPlan plan(
            LabelSet labels, List<PlannedClip> clips, Map<String, FeatureSource> sources, List<String> unmatched) {
        List<String> notes = new ArrayList<>(List.of("the speaker of a segment is its video"));
        notes.addAll(unmatched);
        return new ImportPlan(
                new CorpusDescription(
                        NAME,
                        labels.task(),
                        "Zadeh et al. 2018, Multimodal Language Analysis in the Wild: CMU-MOSEI Dataset and "
                                + "Interpretable Dynamic Fusion Graph, ACL 2018",
                        "see the CMU Multimodal SDK",
                        notes,
                        OptionalInt.empty()),
                clips,
                sources,
                unmatched);
    }
}
