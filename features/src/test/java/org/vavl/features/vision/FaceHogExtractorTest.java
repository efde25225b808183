package org.vavl.features.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.features.Image;

class FaceHogExtractorTest {
    private static Image noise(Random random, double contrast, int brightness) {
        Random fixed = new Random(random.nextInt(5));
        return TestPictures.of(64, 64, Image.GREY, (x, y) -> brightness + (int) (contrast * fixed.nextInt(50)));
    }

    @Test
    void columnsSayInWhichCellAndDirectionAnEdgeIs() {
        try (FaceHogExtractor extractor = new FaceHogExtractor()) {
            List<String> columns = extractor.columns();
            assertThat(columns).hasSize(576).doesNotHaveDuplicates();
            for (int row = 0; row < 8; row += 3) {
                for (int column = 1; column < 8; column += 2) {
                    int left = 8 * column + 4;
                    int top = 8 * row;
                    // A bright bar's edge, upright, in the middle of the cell: its gradient is level, 0°.
                    Image image = TestPictures.of(
                            64, 64, Image.GREY, (x, y) -> x >= left && y >= top + 2 && y < top + 6 ? 200 : 50);
                    float[] values = extractor.extract(List.of(image));
                    String level = "hog-" + row + "-" + column + "-0";
                    String last = "hog-" + row + "-" + column + "-8"; // the direction goes round: 0° lies between both
                    double there = values[columns.indexOf(level)] + values[columns.indexOf(last)];
                    assertThat(there).as(level).isGreaterThan(0.5);
                }
            }
        }
    }

    @Test
    void lightAndContrastMakeNoDifferenceAndFacesDoNotChangeEachOther() {
        try (FaceHogExtractor extractor = new FaceHogExtractor()) {
            Image dark = noise(new Random(1), 1, 10);
            Image bright = noise(new Random(1), 3, 60);
            float[] both = extractor.extract(List.of(dark, bright));
            float[] one = extractor.extract(List.of(bright));
            assertThat(one).hasSize(extractor.width());
            for (int i = 0; i < one.length; i++) {
                assertThat(both[576 + i]).isEqualTo(one[i]);
                assertThat(both[i]).isCloseTo(one[i], within(0.02f));
            }
        }
    }

    @Test
    void aPictureWithoutAnythingHasFiniteValues() {
        try (FaceHogExtractor extractor = new FaceHogExtractor()) {
            for (float value : extractor.extract(List.of(TestPictures.of(64, 64, Image.GREY, (x, y) -> 77)))) {
                assertThat(value).isFinite();
            }
        }
    }
}
