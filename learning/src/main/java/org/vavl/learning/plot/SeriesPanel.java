package org.vavl.learning.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Series over the same axes.
 *
 * @param title what is shown
 * @param axes what they are called
 * @param style how the series are drawn
 * @param series each with another name
 * @param marks vertical lines, such as one at the epoch that was kept
 * @param heights that the vertical axis shows at least
 */
public record SeriesPanel(
        String title, Axes axes, Style style, List<Series> series, List<Mark> marks, Heights heights) {
    /** Beyond this many points the markers of a curve would touch. */
    private static final int MOST_MARKERS = 60;

    /** Points lie over each other, and the lower ones should be seen, too. */
    private static final int POINT_OPACITY = 150;

    private static final int LEGEND_LINE = 45;
    private static final int LEGEND_LETTER = 7;
    private static final int LEGEND_ROW = 20;

    /**
     * What axes are called.
     *
     * @param x the horizontal one
     * @param y the vertical one
     */
    public record Axes(String x, String y) {}

    /** How a series is drawn. */
    public enum Style {
        /** Its points are connected. */
        CURVES,
        /** Its points stand alone. */
        POINTS
    }

    /**
     * A vertical line.
     *
     * @param name what the legend calls it
     * @param x where it is
     */
    public record Mark(String name, double x) {}

    /**
     * From the lowest to the highest value.
     *
     * @param low above {@code high} where there is no value
     * @param high the highest
     */
    public record Heights(double low, double high) {
        /** Of all points of some series. */
        public static Heights of(Stream<Series> series) {
            var values = series.flatMapToDouble(one -> Arrays.stream(one.finitePoints()[1]))
                    .summaryStatistics();
            return new Heights(values.getMin(), values.getMax());
        }

        /** These and others. */
        Heights and(Heights other) {
            return new Heights(Math.min(low, other.low), Math.max(high, other.high));
        }

        private boolean any() {
            return low <= high;
        }
    }

    /** Copies the lists and checks the names. */
    public SeriesPanel {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
        heights = heights.and(Heights.of(series.stream()));
        List<String> names = names(series, marks);
        if (series.isEmpty() || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException(
                    "panel " + title + " of " + names + ": needs at least one series, and no name twice");
        }
    }

    /** Curves. */
    public static SeriesPanel curves(String title, Axes axes, List<Series> curves, List<Mark> marks) {
        return new SeriesPanel(title, axes, Style.CURVES, curves, marks, Heights.of(Stream.empty()));
    }

    /** Points, each series in a colour. */
    public static SeriesPanel points(String title, Axes axes, List<Series> kinds) {
        return new SeriesPanel(title, axes, Style.POINTS, kinds, List.of(), Heights.of(Stream.empty()));
    }

    private static List<String> names(List<Series> series, List<Mark> marks) {
        return Stream.concat(series.stream().map(Series::name), marks.stream().map(Mark::name))
                .toList();
    }

    /** What the vertical axis is called. */
    String yLabel() {
        return axes.y();
    }

    /** The same, showing others' heights, too, so that both can be compared. */
    public SeriesPanel withHeights(Heights others) {
        return new SeriesPanel(title, axes, style, series, marks, others);
    }

    XYChart chart(int width, int height) {
        XYChart chart = empty(width, height);
        for (int s = 0; s < series.size(); s++) {
            double[][] points = series.get(s).finitePoints();
            if (points[0].length > 0) {
                style(chart.addSeries(series.get(s).name(), points[0], points[1]), s, points[0].length);
            }
        }
        if (heights.any()) {
            chart.getStyler().setYAxisMin(heights.low()).setYAxisMax(heights.high());
            marks.forEach(mark -> add(mark, chart));
        }
        return chart;
    }

    /** What the legend needs below the panel, besides its first row. */
    int legendHeight(int width) {
        return legendFits(width) ? 0 : LEGEND_ROW * (series.size() + marks.size() - 1);
    }

    private boolean legendFits(int width) {
        return names(series, marks).stream()
                        .mapToInt(name -> LEGEND_LINE + LEGEND_LETTER * name.length())
                        .sum()
                <= width;
    }

    /** Its legend stands below it, in a row or, where that would be too long, one below the other. */
    private XYChart empty(int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(axes.x())
                .yAxisTitle(axes.y())
                .build();
        PlotStyle.apply(chart.getStyler());
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(PlotStyle::number)
                .setYAxisTickLabelsFormattingFunction(PlotStyle::number);
        if (!legendFits(width)) {
            chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        }
        return chart;
    }

    private void style(XYSeries drawn, int index, int count) {
        Color colour = PlotStyle.colour(index);
        drawn.setMarker(PlotStyle.marker(index)).setMarkerColor(colour).setLineColor(colour);
        if (style == Style.POINTS) {
            drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                    .setMarkerColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), POINT_OPACITY));
        } else {
            drawn.setLineStyle(PlotStyle.line(index));
            if (count > MOST_MARKERS) {
                drawn.setMarker(SeriesMarkers.NONE);
            }
        }
    }

    private void add(Mark mark, XYChart chart) {
        float[] dots = {2, 3};
        chart.addSeries(mark.name(), new double[] {mark.x(), mark.x()}, new double[] {heights.low(), heights.high()})
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(Color.GRAY)
                .setLineStyle(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, dots, 0));
    }
}
