package org.vavl.learning.training.parallel;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.configuration.StrictJson;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.PredictionRow;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.model.EmotionModel;
import org.vavl.recognition.inference.Evidence;

/** Predictions that are shared out: each rank makes some, and all get all of them. */
public final class SharedPredictions {
    private static final JsonMapper JSON = StrictJson.mapper();

    private SharedPredictions() {}

    /** What a rank says of one clip. The arrays are not copied. */
    @SuppressWarnings("ArrayRecordComponent") // numbers as rows have them; never compared
    private record Said(
            Map<String, Double> shares,
            float[] target,
            Map<String, float[]> heads,
            List<String> selectedHeads,
            float[] answer) {
        Said {
            shares = new LinkedHashMap<>(shares);
            heads = new LinkedHashMap<>(heads);
            selectedHeads = List.copyOf(selectedHeads);
        }

        static Said of(PredictionRow row) {
            return new Said(row.evidence().validShares(), row.target(), row.heads(), row.selectedHeads(), row.answer());
        }

        PredictionRow row(Clip clip) {
            return new PredictionRow(
                    clip.id(),
                    clip.speaker(),
                    new Evidence(shares),
                    target,
                    heads,
                    selectedHeads,
                    answer,
                    Optional.empty()); // a model in training does not say when it is unsure
        }
    }

    /** Predicts for clips, at least one, which are the same in all ranks. */
    public static Predictions of(EmotionModel network, Evaluator evaluator, List<Clip> clips, Ranks ranks) {
        if (!ranks.areSeveral()) {
            return evaluator.predict(clips);
        }
        List<Clip> own = ranks.share(clips);
        List<PredictionRow> rows =
                own.isEmpty() ? List.of() : evaluator.predict(own).rows();
        List<List<Said>> ofRanks = new ArrayList<>();
        for (byte[] sent : ranks.gather(bytes(rows.stream().map(Said::of).toList()))) {
            ofRanks.add(said(sent));
        }
        List<PredictionRow> all = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            all.add(ofRanks.get(i % ranks.count()).get(i / ranks.count()).row(clips.get(i)));
        }
        return new Predictions(
                network.task(), network.heads().stream().map(Head::name).toList(), all);
    }

    private static byte[] bytes(List<Said> said) {
        try {
            return JSON.writeValueAsBytes(said);
        } catch (IOException e) {
            throw new UncheckedIOException("predictions cannot be written as JSON", e);
        }
    }

    private static List<Said> said(byte[] sent) {
        try {
            return JSON.readValue(sent, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("another rank's predictions cannot be read", e);
        }
    }
}
