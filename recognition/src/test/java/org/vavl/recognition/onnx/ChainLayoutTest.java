package org.vavl.recognition.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;

class ChainLayoutTest {
    private static final Set<Modality> MODALITIES = Set.of(new Modality("acoustic", 512), new Modality("visual", 128));

    private static ChainLayout layout() {
        Map<String, ChainLayout.Input> inputs = new LinkedHashMap<>();
        inputs.put("acoustic", new ChainLayout.Sound("features.samples", "valid.samples", 16_000, 400, 480_000));
        inputs.put("visual", new ChainLayout.Faces("features.pixels", "valid.pixels", 48));
        return new ChainLayout(
                ChainLayout.FORMAT,
                17,
                "int8",
                inputs,
                List.of(new OnnxLayout.NamedHead("acoustic", List.of("acoustic"), 128)));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(ChainLayout.read(layout().write(), MODALITIES)).isEqualTo(layout());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "format":"1"        | "format":"2"         | has the format '2', and must have '1'
                    "kind":"sound"      | "kind":"smell"       | inputs.acoustic: Could not resolve type id 'smell'
                    "visual":           | "thermal":           | and must have one for each of its modalities
                    "rate":16000        | "rate":"16 kHz"      | inputs.acoustic.rate
                    "side":48           | "side":null          | inputs.visual.side
                    "operators":17      | "operation":17       | operators
                    """)
    void whatMakesNoSenseIsNamed(String right, String wrong, String message) {
        String json = layout().write();
        assertThat(json).contains(right);
        assertThatThrownBy(() -> ChainLayout.read(json.replace(right, wrong), MODALITIES))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("its vavl.chain ")
                .hasMessageContaining(message);
    }

    @Test
    void aLayoutWithoutHeadsIsNone() {
        assertThatThrownBy(() -> new ChainLayout(ChainLayout.FORMAT, 17, "int8", layout().inputs(), List.of()))
                .isInstanceOf(VavlException.class)
                .hasMessage("its vavl.chain has 0 heads, and must have 1 to 64");
    }
}
