package org.vavl.learning.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.learning.metrics.ConfusionMatrix;
import org.w3c.dom.Element;

class PlotTest {
    private static final int BLUE = 0xFF0072B2;
    private static final int VERMILION = 0xFFD55E00;

    private static final SeriesPanel.Axes AXES = new SeriesPanel.Axes("epoch", "F1 macro");

    @TempDir
    private Path folder;

    @Test
    void curvesAreDrawnInTheirColours() throws IOException {
        BufferedImage image = png(curves(2));
        assertThat(image.getWidth()).isEqualTo(2 * curves(2).width());
        assertThat(image.getHeight()).isEqualTo(2 * curves(2).height());
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(pixels(image, BLUE)).isGreaterThan(500);
        assertThat(pixels(image, VERMILION)).isGreaterThan(500);
        assertThat(pixels(png(curves(1)), VERMILION)).isZero();
    }

    @Test
    void manyCurvesFindRoomAndTheirLegendToo() throws IOException {
        BufferedImage image = png(curves(12));
        for (int x = image.getWidth() - 4; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                assertThat(image.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(0xFFFFFFFF);
            }
        }
    }

    @Test
    void panelsOfTheSameAxisShowTheSameHeights() {
        SeriesPanel low = panel("F1 macro", 0.1, 0.4);
        SeriesPanel high = panel("F1 macro", 0.3, 0.9);
        SeriesPanel loss = panel("loss", 2, 3);
        List<SeriesPanel> panels = new SeriesPlot(List.of(low, high, loss)).panels();
        assertThat(panels)
                .extracting(SeriesPanel::heights)
                .containsExactly(
                        new SeriesPanel.Heights(0.1, 0.9),
                        new SeriesPanel.Heights(0.1, 0.9),
                        new SeriesPanel.Heights(2, 3));
        assertThat(new SeriesPlot(panels).parts())
                .containsExactlyElementsOf(panels.stream()
                        .map(panel -> new SeriesPlot(List.of(panel)))
                        .toList());
    }

    private static SeriesPanel panel(String axis, double first, double second) {
        Series series = new Series("VAVL", List.of(0.0, 1.0), List.of(first, second));
        return SeriesPanel.curves(axis, new SeriesPanel.Axes("epoch", axis), List.of(series), List.of());
    }

    @Test
    void valuesThatAreNotNumbersAreLeftOut() throws IOException {
        Series gaps = new Series("gaps", List.of(1.0, 2.0, 3.0), List.of(1.0, Double.NaN, 2.0));
        Series nothing = new Series("nothing", List.of(1.0), List.of(Double.POSITIVE_INFINITY));
        assertThat(pixels(png(plot(List.of(gaps, nothing))), BLUE)).isGreaterThan(100);
        assertThat(pixels(png(plot(List.of(nothing))), BLUE)).isZero();
        Series one = new Series("one", List.of(1.0), List.of(0.5));
        assertThat(pixels(png(plot(List.of(one))), BLUE)).isPositive();
    }

    @Test
    void aConfusionMatrixIsDarkWhereTheAnswersAre() throws IOException {
        List<String> classes = List.of("angry", "sad", "happy");
        BufferedImage right =
                png(plot(ConfusionMatrix.ofCounts(classes, new long[][] {{5, 0, 0}, {0, 2, 0}, {0, 0, 1}})));
        BufferedImage none = png(plot(ConfusionMatrix.of(classes, new int[0], new int[0])));
        int darkest = 0xFF6BAED6;
        assertThat(pixels(right, darkest)).isGreaterThan(10_000);
        assertThat(pixels(none, darkest)).isZero();
    }

    @Test
    void bothAxesOfAConfusionMatrixNameTheClasses() throws IOException {
        BufferedImage calm = png(plot(ConfusionMatrix.of(List.of("calm", "sad"), new int[0], new int[0])));
        BufferedImage glad = png(plot(ConfusionMatrix.of(List.of("glad", "sad"), new int[0], new int[0])));
        int half = calm.getHeight() / 2;
        int axis = calm.getWidth() / 6;
        assertThat(difference(calm, glad, new Rectangle(0, 0, axis, half))).isPositive();
        assertThat(difference(calm, glad, new Rectangle(axis, half, calm.getWidth() - axis, half)))
                .isPositive();
    }

    private static long difference(BufferedImage one, BufferedImage other, Rectangle where) {
        return IntStream.range(where.x, where.x + where.width)
                .mapToLong(x -> IntStream.range(where.y, where.y + where.height)
                        .filter(y -> one.getRGB(x, y) != other.getRGB(x, y))
                        .count())
                .sum();
    }

    @Test
    void veryManyClassesStayAPictureOfBoundedSize() {
        List<String> classes =
                IntStream.range(0, 200).mapToObj(c -> "class " + c).toList();
        int[] every = IntStream.range(0, 200).toArray();
        assertThat(plot(ConfusionMatrix.of(classes, every, every)).height()).isLessThan(2000);
    }

    @Test
    void vectorGraphicsAreWellFormedAndScale() throws Exception {
        Path file = folder.resolve("curves.svg");
        curves(3).write(file);
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("viewBox"))
                .isEqualTo("0 0 " + curves(3).width() + " " + curves(3).height());
        assertThat(Files.readString(file)).contains("rgb(0,114,178)").doesNotContain("DOCTYPE");
    }

    /** Each colour of a picture has one for dark screens; grey, and what a heat map is made of, are for both. */
    @Test
    void everyColourHasOneForDarkScreens() throws IOException {
        Path file = folder.resolve("curves.svg");
        curves(9).write(file);
        String alone = Files.readString(file);
        assertThat(alone).contains("<style>", "prefers-color-scheme: dark", "max-width: 100%");
        assertThat(curves(9).svg("curves")).contains("class=\"plot\"").doesNotContain("<style>");
        Matcher colours = Pattern.compile("(fill|stroke)=\"([^\"]+)\"").matcher(alone);
        Set<String> found = new TreeSet<>();
        while (colours.find()) {
            found.add(colours.group());
            if (!Set.of("none", "gray").contains(colours.group(2))) {
                assertThat(Plot.style()).contains("[" + colours.group() + "] { " + colours.group(1) + ": var(--plot-");
            }
        }
        assertThat(found)
                .contains("fill=\"white\"", "fill=\"rgb(34,34,34)\"", "stroke=\"rgb(0,114,178)\"", "fill=\"black\"");
        Matcher variables = Pattern.compile("var\\((--plot-[0-9a-f]{6})\\)").matcher(Plot.style());
        assertThat(variables.results().map(variable -> variable.group(1)))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(Plot.style()).contains(variable + ": #"));
    }

    /** What a telephone shows, in units of which letters take twelve. */
    private static final int TELEPHONE = 430;

    @Test
    void panelsOneBelowTheOtherAreNoWiderThanATelephone() {
        List<SeriesPanel> panels = List.of(panel("F1 macro", 0.1, 0.4), panel("loss", 2, 3));
        SeriesPlot stacked = new SeriesPlot(panels, SeriesPlot.Arrangement.STACKED);
        SeriesPlot beside = new SeriesPlot(panels);
        assertThat(stacked.width()).isLessThan(TELEPHONE).isEqualTo(beside.width() / 2);
        assertThat(stacked.height()).isEqualTo(2 * beside.height());
        assertThat(beside.parts()).allSatisfy(part -> assertThat(part.width()).isLessThan(TELEPHONE));
    }

    @Test
    void longLegendsTakeNothingFromTheCurves() {
        SeriesPanel longLegend =
                ((SeriesPlot) curves(9).parts().get(0)).panels().get(0);
        SeriesPlot both = new SeriesPlot(List.of(longLegend, panel("loss", 2, 3)), SeriesPlot.Arrangement.STACKED);
        assertThat(both.height())
                .isEqualTo(curves(9).height() + curves(1).height())
                .isGreaterThan(2 * curves(1).height());
    }

    @Test
    void numbersAtAxesAreWrittenAlikeEverywhere() {
        String everywhere = curves(2).svg("curves");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(PlotStyle.number(0.05)).isEqualTo("0.05");
            assertThat(PlotStyle.number(0.1 + 0.2)).isEqualTo("0.3");
            assertThat(PlotStyle.number(1000)).isEqualTo("1000");
            assertThat(PlotStyle.number(0)).isEqualTo("0");
            assertThat(curves(2).svg("curves")).isEqualTo(everywhere);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPdfIsOnePageAsLargeAsThePlotAndTheSameEachTime() throws IOException {
        Path file = folder.resolve("curves.pdf");
        curves(3).write(file);
        byte[] first = Files.readAllBytes(file);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth())
                    .isEqualTo(curves(3).width());
        }
        curves(3).write(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void pointsAndBarsAreDrawnInTheirColours() throws IOException {
        Series points = new Series("points", List.of(1.0, 2.0), List.of(1.0, 3.0));
        Series others = new Series("others", List.of(Double.NaN, 1.5), List.of(1.0, 2.0));
        BufferedImage scattered = png(new SeriesPlot(List.of(
                SeriesPanel.points("a", AXES, List.of(points, others)),
                SeriesPanel.points("b", AXES, List.of(others)))));
        assertThat(scattered.getWidth()).isEqualTo(2 * png(curves(1)).getWidth());
        assertThat(coloured(scattered)).isBetween(100L, 5000L);
        BufferedImage bars = png(new BarsPlot(
                "distance",
                "1 − cosine",
                List.of(new BarsPlot.Bar("VAVL", 0.9, 0.1), new BarsPlot.Bar("UAVM", 0.3, 0))));
        assertThat(pixels(bars, BLUE)).isGreaterThan(10_000);
        assertThatIllegalArgumentException().isThrownBy(() -> new BarsPlot("none", "", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SeriesPlot(List.of()));
    }

    /** Pictures that stand in one page must not find each other's parts. */
    @Test
    void partsOfAPictureAreCalledAfterIt() {
        String first = curves(2).svg("first");
        assertThat(first).contains("<svg");
        Matcher identifiers = Pattern.compile("id=\"([^\"]+)\"").matcher(first);
        while (identifiers.find()) {
            assertThat(identifiers.group(1)).matches("first-.*|genericDefs");
        }
    }

    @Test
    void wrongNamesAndFoldersAreNamed() {
        assertThatThrownBy(() -> curves(1).write(folder.resolve("curves.jpg")))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll("curves.jpg", ".png, .svg or .pdf");
        assertThatThrownBy(() -> curves(1).write(folder.resolve("none/curves.png")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("its folder does not exist");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Series("loss", List.of(1.0), List.of()))
                .withMessageContaining("loss");
        Series series = new Series("loss", List.of(1.0), List.of(1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plot(List.of(series, series)))
                .withMessageContaining("no name twice");
    }

    /** As on a machine without fonts, which Java has to find out in a process of its own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutFontsOneLineSaysWhatIsMissing() throws Exception {
        Path noFonts = Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig/>");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                PlotTest.class.getName(),
                folder.resolve("curves.png").toString());
        java.environment().put("FONTCONFIG_FILE", noFonts.toString());
        Process process = java.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("curves.png: cannot be drawn, this machine lacks fonts for Java")
                .contains("fonts-dejavu-core")
                .hasLineCount(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.contains("curves"));
        }
    }

    /** Draws into the file that is named, and prints the message if that fails. */
    public static void main(String[] arguments) {
        try {
            curves(1).write(Path.of(arguments[0]));
        } catch (VavlException e) {
            System.out.println(e.getMessage());
        }
    }

    private BufferedImage png(Plot plot) throws IOException {
        Path file = folder.resolve("plot.png");
        plot.write(file);
        return ImageIO.read(file.toFile());
    }

    private static SeriesPlot curves(int count) {
        List<Double> epochs =
                IntStream.rangeClosed(1, 10).mapToObj(i -> (double) i).toList();
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            double height = s + 1;
            series.add(new Series(
                    "audio-visual " + s,
                    epochs,
                    epochs.stream().map(x -> height / x).toList()));
        }
        return plot(series);
    }

    private static SeriesPlot plot(List<Series> series) {
        return new SeriesPlot(
                List.of(SeriesPanel.curves("Development set", AXES, series, List.of(new SeriesPanel.Mark("kept", 3)))));
    }

    private static ConfusionPlot plot(ConfusionMatrix confusion) {
        return new ConfusionPlot("Test set", confusion);
    }

    /** Pixels that are neither grey nor white. */
    private static long coloured(BufferedImage image) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return IntStream.of(all)
                .filter(pixel -> Math.abs((pixel >> 16 & 0xFF) - (pixel & 0xFF)) > 60)
                .count();
    }

    private static long pixels(BufferedImage image, int colour) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return IntStream.of(all).filter(pixel -> pixel == colour).count();
    }
}
