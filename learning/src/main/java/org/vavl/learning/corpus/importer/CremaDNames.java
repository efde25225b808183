package org.vavl.learning.corpus.importer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.table.CsvRow;

/** What CREMA-D's names say: ACTOR_SENTENCE_EMOTION_LEVEL, where the emotion is what the actor was asked for. */
final class CremaDNames {
    /** In the order of the tables {@code label_consensus_N.csv}. */
    static final List<String> EMOTIONS = List.of("angry", "sad", "disgust", "fear", "neutral", "happy");

    private static final Pattern NAME = Pattern.compile("([0-9]{4})_([A-Z]{3})_(ANG|SAD|DIS|FEA|NEU|HAP)_([A-Z]{1,2})");
    private static final Map<String, String> BY_CODE =
            Map.of("ANG", "angry", "SAD", "sad", "DIS", "disgust", "FEA", "fear", "NEU", "neutral", "HAP", "happy");

    private CremaDNames() {}

    static boolean isName(String id) {
        return NAME.matcher(id).matches();
    }

    private static Matcher parts(String id) {
        Matcher parts = NAME.matcher(id);
        if (!parts.matches()) {
            throw new VavlException("clip " + id + " must be named as CREMA-D's are, such as 1001_DFA_ANG_XX");
        }
        return parts;
    }

    static String actor(String id) {
        return parts(id).group(1);
    }

    /** What the actor was asked for. */
    static Labels intended(String id) {
        return Labels.ofClass(BY_CODE.getOrDefault(parts(id).group(3), ""));
    }

    /** What the name says and what is known of the actor. */
    static Map<String, String> traits(String id, Map<String, String> ofActor) {
        Matcher parts = parts(id);
        Map<String, String> traits = new HashMap<>(ofActor);
        traits.put("sentence", parts.group(2));
        traits.put("asked", parts.group(3));
        traits.put("level", parts.group(4));
        return traits;
    }

    /** A row of {@code label_consensus_N.csv}. */
    static ClipEntry consensus(CsvRow row) {
        Map<String, Double> votes = new LinkedHashMap<>();
        for (String emotion : EMOTIONS) {
            double share = row.number(emotion).orElseThrow(() -> row.error(emotion + " is empty, and must not be"));
            if (share < 0) {
                throw row.error(emotion + " is " + share + ", and must be 0 or more");
            }
            votes.put(emotion, share);
        }
        String id = ConsensusTables.stem(row.require(ConsensusTables.FILE));
        String gender = row.require(ConsensusTables.GENDER).toLowerCase(Locale.ROOT);
        return new ClipEntry(
                id,
                row.require(ConsensusTables.SPEAKER),
                new Labels(votes, Map.of()),
                traits(id, Map.of(Clip.GENDER, gender)),
                Map.of());
    }

    /** Whether several emotions have the most votes. */
    static boolean isTied(Labels labels) {
        double most = labels.classes().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return labels.classes().values().stream().filter(votes -> votes == most).count() > 1;
    }
}
