package org.vavl.learning.plot;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * One bar for each of several things, with its deviation.
 *
 * @param title what is shown
 * @param yLabel what the bars' height is
 * @param bars from left to right, at least one
 */
public record BarsPlot(String title, String yLabel, List<Bar> bars) implements Plot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 330;

    /** Letters of names that have room below the bars; more are written slantwise. */
    private static final int LETTERS_IN_A_ROW = 38;

    /** In degrees. */
    private static final int SLANT = 40;

    /**
     * A bar.
     *
     * @param name what stands below it
     * @param height of the bar
     * @param deviation of the height, drawn as a line around its end; 0 for none
     */
    public record Bar(String name, double height, double deviation) {}

    /** Copies the bars and checks that there are some. */
    public BarsPlot {
        bars = List.copyOf(bars);
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("a picture of bars needs at least one");
        }
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void paint(Graphics2D graphics) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(yLabel)
                .build();
        PlotStyle.apply(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setAvailableSpaceFill(0.5);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(PlotStyle::number);
        if (bars.stream().mapToInt(bar -> bar.name().length() + 2).sum() > LETTERS_IN_A_ROW) {
            chart.getStyler().setXAxisLabelRotation(SLANT);
        }
        chart.addSeries(
                        title,
                        bars.stream().map(Bar::name).toList(),
                        bars.stream().map(Bar::height).toList(),
                        bars.stream().map(Bar::deviation).toList())
                .setFillColor(PlotStyle.colour(0));
        chart.paint(graphics, WIDTH, HEIGHT);
    }
}
