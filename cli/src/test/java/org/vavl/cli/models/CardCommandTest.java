package org.vavl.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.cli.TinyModel;

class CardCommandTest {
    @TempDir
    Path folder;

    @Test
    void writesTheModelWithItsNewCard() throws IOException {
        Path card = Files.writeString(folder.resolve("card.md"), "Measured on nobody.");
        Path out = folder.resolve("with-card.safetensors");
        CommandRun written =
                CommandRun.of("card", TinyModel.in(folder).toString(), card.toString(), "--out", out.toString());
        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(CommandRun.of("info", out.toString()).out())
                .contains("Measured on nobody.", "calibration.digest")
                .doesNotContain(TinyModel.CARD);
    }

    @Test
    void namesACardThatIsNotThere() {
        CommandRun run = CommandRun.of("card", TinyModel.in(folder).toString(), "nowhere.md", "--out", "x");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nowhere.md cannot be read");
    }
}
