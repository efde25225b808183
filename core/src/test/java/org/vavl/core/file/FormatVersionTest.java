package org.vavl.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;

class FormatVersionTest {
    private static final Path FILE = Path.of("some", "result.json");
    private static final FormatVersion FORMAT = new FormatVersion("format", "2", Set.of("1", "2"));

    @Test
    void aFileThatSaysNoVersionIsOfTheFirst() {
        assertThat(FORMAT.of(FILE, Map.of())).isEqualTo("1");
        assertThat(FORMAT.takeFrom(FILE, new JsonMapper().createObjectNode())).isEqualTo("1");
        assertThat(FORMAT.of(FILE, Map.of("format", "2"))).isEqualTo("2");
    }

    @Test
    void theVersionIsTakenOutOfJson() {
        ObjectNode json = new JsonMapper().createObjectNode().put("format", 2).put("model", "tiny");
        assertThat(FORMAT.takeFrom(FILE, json)).isEqualTo("2");
        assertThat(json.properties()).hasSize(1);
    }

    @Test
    void aVersionThatIsNotKnownIsRefusedByTheFilesName() {
        assertThatThrownBy(() -> FORMAT.of(FILE, Map.of("format", "3\n")))
                .isInstanceOf(VavlException.class)
                .hasMessage(FILE + ": its format is '3?', and this version of Vavl reads 1, 2: another version of"
                        + " Vavl wrote it");
    }
}
