package org.vavl.learning.corpus.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.inspection.CorpusSummary.ModalitySummary;
import org.vavl.learning.corpus.inspection.CorpusSummary.PartSummary;

class CorpusSummaryTest {
    private final CorpusSummary summary = CorpusSummary.of(new ListedCorpus(
            List.of(
                    clip("a", "s1", "happy", 1, Map.of("voice", sequence(4, 1), "face", sequence(2, 2))),
                    clip("b", "s1", "happy", 2, Map.of("voice", sequence(8, 0))),
                    clip("c", "s2", "sad", 4, Map.of("face", sequence(6, 0))),
                    new Clip("d", "s2", new Labels(Map.of(), Map.of()), Map.of())),
            new Task.Classification(List.of("happy", "sad", "calm"), false),
            List.of(new Modality("voice", 1), new Modality("face", 1), new Modality("pulse", 3)),
            Map.of("1", Map.of("a", Part.TRAIN, "b", Part.TRAIN, "c", Part.TEST))));

    @Test
    void countsEverything() {
        assertThat(summary.clips()).isEqualTo(4);
        assertThat(summary.speakers()).isEqualTo(2);
        assertThat(summary.withoutTarget()).isEqualTo(1);
        assertThat(summary.classes()).containsExactly(Map.entry("happy", 2), Map.entry("sad", 1), Map.entry("calm", 0));
        assertThat(summary.combinations()).isEqualTo(Map.of("voice", 1, "voice+face", 1, "face", 1, "none", 1));
        assertThat(summary.traits()).isEqualTo(Map.of("gender", Map.of("female", 2, "male", 1)));
        assertThat(summary.partitions().get("1"))
                .isEqualTo(Map.of(
                        "train", new PartSummary(2, 1),
                        "development", new PartSummary(0, 0),
                        "test", new PartSummary(1, 1)));
    }

    @Test
    void measuresModalities() {
        ModalitySummary voice = summary.modalities().get(0);
        assertThat(voice.clips()).isEqualTo(2);
        assertThat(voice.hours()).isCloseTo(12 / 2.0 / 3600, within(1e-12));
        assertThat(voice.invalidFrames()).isCloseTo(1 / 12.0, within(1e-12));
        assertThat(voice.frames().orElseThrow()).isEqualTo(new Distribution(2, 4, 6, 6, 2, 8));
        assertThat(summary.modalities().get(2).frames()).isEmpty();
    }

    @Test
    void spreadsAttributes() {
        CorpusSummary.AttributeSummary arousal = summary.attributes().get("arousal");
        assertThat(arousal.values().median()).isEqualTo(2);
        assertThat(arousal.values().mean()).isCloseTo(7 / 3.0, within(1e-12));
        assertThat(arousal.histogram()).containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void isTextAndJson() {
        assertThat(summary.text())
                .contains(
                        "clips      4 of 2 speakers",
                        "class      happy",
                        "66.7 %",
                        "attribute  arousal",
                        "train 2 clips")
                .contains("clips with face 1, none 1, voice 1, voice+face 1");
        JsonNode json = new ObjectMapper().registerModule(new Jdk8Module()).valueToTree(summary);
        assertThat(json.at("/modalities/0/frames/median").asDouble()).isEqualTo(6);
        assertThat(json.at("/partitions/1/train/clips").asInt()).isEqualTo(2);
    }

    private static Clip clip(
            String id, String speaker, String label, double arousal, Map<String, FeatureSequence> features) {
        Map<String, Supplier<FeatureSequence>> suppliers = new HashMap<>();
        features.forEach((modality, sequence) -> suppliers.put(modality, () -> sequence));
        return new Clip(
                id,
                speaker,
                new Labels(Map.of(label, 1.0), Map.of("arousal", arousal)),
                Map.of("gender", speaker.equals("s1") ? "female" : "male"),
                suppliers);
    }

    private static FeatureSequence sequence(int frames, int invalid) {
        BitSet valid = new BitSet();
        valid.set(invalid, frames);
        return new FeatureSequence(FloatBuffer.allocate(frames), 1, 2, valid, new ExtractorId("test", "1"));
    }
}
