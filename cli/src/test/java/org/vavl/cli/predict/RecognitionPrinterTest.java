package org.vavl.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;

class RecognitionPrinterTest {
    @Test
    void aListOfJsonThatIsInterruptedIsEndedAndTheThreadStaysInterrupted() throws IOException {
        StringWriter text = new StringWriter();
        RecognitionPrinter printer = RecognitionPrinter.json(new PrintWriter(text));
        boolean[] interrupted = new boolean[1];
        assertThatThrownBy(() -> RecognitionPrinter.through(printer, () -> {
                    Thread.currentThread().interrupt();
                    throw new VavlException("interrupted");
                }))
                .isInstanceOf(VavlException.class)
                .hasMessage("interrupted");
        interrupted[0] = Thread.interrupted();
        assertThat(interrupted[0]).isTrue();
        JsonNode list = new JsonMapper().readTree(text.toString());
        assertThat(list.isArray()).isTrue();
    }
}
