package org.vavl.recognition.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;
import org.vavl.core.file.FormatVersion;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.TrainingSpeakers;

/** What others must know of a model, as a file has it: licence, data sets, languages, uses, and digests of its training's speakers. */
public final class InformationJson {
    /** The key in a model file's metadata. */
    public static final String KEY = "vavl.information";

    private static final String VERSION = "format";
    private static final FormatVersion FORMAT = FormatVersion.first(VERSION);
    private static final int MOST_ENTRIES = 1 << 10;
    private static final int MOST_TRAININGS = 16;
    private static final JsonMapper JSON = StrictJson.mapper();

    private InformationJson() {}

    private record Written(
            String licence,
            List<ModelInformation.DataSet> dataSets,
            List<String> languages,
            List<String> intendedUses,
            List<String> excludedUses,
            List<WrittenSpeakers> speakers) {}

    private record WrittenSpeakers(String salt, List<String> digests, int count) {}

    /**
     * Reads what {@link #write} gave.
     *
     * @param file for messages
     * @throws VavlException if it is of another version, or too long
     * @throws IllegalArgumentException if something in it makes no sense
     */
    public static ModelInformation read(Path file, String json) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(json);
        if (!(tree instanceof ObjectNode object)) {
            throw new VavlException(KEY + " is no JSON object");
        }
        FORMAT.takeFrom(file, object);
        Written written = JSON.treeToValue(object, Written.class);
        if (written.speakers().size() > MOST_TRAININGS
                || List.of(written.dataSets(), written.languages(), written.intendedUses(), written.excludedUses())
                        .stream()
                        .anyMatch(list -> list.size() > MOST_ENTRIES)) {
            throw new VavlException(KEY + " has speakers of more than " + MOST_TRAININGS
                    + " trainings, or a list of more than " + MOST_ENTRIES + " entries");
        }
        return new ModelInformation(
                written.licence(),
                written.dataSets(),
                written.languages(),
                written.intendedUses(),
                written.excludedUses(),
                written.speakers().stream().map(InformationJson::speakers).toList());
    }

    private static TrainingSpeakers speakers(WrittenSpeakers written) {
        if (written.digests().size() > TrainingSpeakers.MOST) {
            throw new VavlException(KEY + " has digests of " + written.digests().size()
                    + " speakers, and must have at most " + TrainingSpeakers.MOST);
        }
        return new TrainingSpeakers(written.salt(), Set.copyOf(new TreeSet<>(written.digests())), written.count());
    }

    /** The information as JSON; the same gives the same text. */
    public static String write(ModelInformation information) {
        Written written = new Written(
                information.licence(),
                information.dataSets(),
                information.languages(),
                information.intendedUses(),
                information.excludedUses(),
                information.speakers().stream()
                        .map(one ->
                                new WrittenSpeakers(one.salt(), List.copyOf(new TreeSet<>(one.digests())), one.count()))
                        .toList());
        ObjectNode object = JSON.createObjectNode().put(VERSION, FORMAT.written());
        object.setAll((ObjectNode) JSON.valueToTree(written));
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + object, e);
        }
    }
}
