package org.vavl.features.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OpenCvTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void itWorksWhereThereIsNothingToOpenWindowsWith() throws Exception {
        OpenCv.load();
        try (CascadeClassifier faces = new CascadeClassifier()) {
            assertThat(faces.empty()).isTrue();
        }
        assertThat(Files.readString(Path.of("/proc/self/maps")))
                .contains("libopencv_objdetect")
                .doesNotContain("highgui");
    }
}
