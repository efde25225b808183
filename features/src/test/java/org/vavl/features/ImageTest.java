package org.vavl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.vavl.features.FaceCropSettings.Framing;

class ImageTest {
    @Test
    void pixelsAreRowsOfChannelsFromTheTopLeft() {
        ByteBuffer pixels = ByteBuffer.allocateDirect(2 * 3 * 3 + 1);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (200 + i));
        }
        Image image = new Image(3, 2, Image.RGB, pixels.position(1));
        assertThat(image.value(0, 0, 0)).isEqualTo(201);
        assertThat(image.value(1, 0, 2)).isEqualTo(206);
        assertThat(image.value(2, 1, 1)).isEqualTo(217);
        assertThat(image.pixels().isReadOnly()).isTrue();
    }

    @Test
    void aPictureHasAsManyBytesAsItsSizeSays() {
        assertThatThrownBy(() -> new Image(3, 2, Image.GREY, ByteBuffer.allocateDirect(5)))
                .hasMessageContaining("5 bytes");
        assertThatThrownBy(() -> new Image(3, 2, Image.GREY, ByteBuffer.allocate(6)))
                .hasMessageContaining("direct");
        assertThatThrownBy(() -> new Image(1 << 16, 1 << 16, Image.GREY, ByteBuffer.allocateDirect(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Image(3, 2, 2, ByteBuffer.allocateDirect(12)))
                .hasMessageContaining("1 or 3");
    }

    @Test
    void cropsHaveBoundedSizes() {
        assertThatThrownBy(() -> new FaceCropSettings(4, 64, Framing.BOX, Image.RGB))
                .hasMessageContaining("4×64");
        assertThatThrownBy(() -> new FaceCropSettings(64, 2000, Framing.BOX, Image.RGB))
                .hasMessageContaining("64×2000");
        assertThatThrownBy(() -> new FaceCropSettings(64, 64, Framing.ALIGNED, 4))
                .hasMessageContaining("channels");
    }
}
