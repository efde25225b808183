package org.vavl.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.features.media.TalkingFace;

/** What {@code predict} prints is what docs/recognition.schema.json says. */
@Tag("slow")
class RecognitionSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private static JsonSchema schema() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "recognition.schema.json"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }

    @Test
    void whatIsPrintedFitsAndWhatIsChangedDoesNot() throws IOException {
        String clip = TalkingFace.CLIP.toString();
        Path other = Files.copy(TalkingFace.CLIP, folder.resolve("other.mp4"));
        CommandRun whole = CommandRun.of("predict", clip, other.toString(), "--format", "json");
        CommandRun windows =
                CommandRun.of("predict", clip, "--format", "jsonl", "--explain", "--window", "1", "--step", "1");
        JsonNode list = JSON.readTree(whole.out());
        assertThat(list).hasSize(2);
        JsonNode withTimeline = JSON.readTree(windows.out());
        assertThat(withTimeline.path("timeline")).isNotEmpty();
        JsonNode explanation = withTimeline.path("explanation");
        assertThat(explanation.path("modalities")).hasSize(2);
        assertThat(explanation.path("spans")).isNotEmpty();
        assertThat(list.get(0).has("explanation")).isFalse();
        JsonSchema schema = schema();
        for (JsonNode value : List.of(list.get(0), list.get(1), withTimeline)) {
            assertThat(schema.validate(value)).isEmpty();
            for (String key : List.of("schemaVersion", "clip", "seconds", "outputs", "answeredBy", "modalities")) {
                ObjectNode changed = value.deepCopy();
                assertThat(schema.validate(changed.without(key)))
                        .as("without " + key)
                        .isNotEmpty();
            }
            ObjectNode changed = value.deepCopy();
            assertThat(schema.validate(changed.put("seconds", "long"))).isNotEmpty();
        }
    }
}
