package org.vavl.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves, such as the losses and measures of a training over its epochs, in panels side by side.
 *
 * @param panels from left to right, at least one
 */
public record CurvesPlot(List<Panel> panels) implements Plot {
    /** Beyond this many points the markers of a curve would touch. */
    private static final int MOST_MARKERS = 60;

    /** Copies the panels and checks that there are some. */
    public CurvesPlot {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a picture of curves needs at least one panel");
        }
    }

    /**
     * Curves over the same axis.
     *
     * @param title what is shown
     * @param xLabel what the horizontal axis is
     * @param yLabel what the vertical axis is
     * @param series the curves, each with another name
     * @param marks vertical lines, such as one at the epoch that was kept
     */
    public record Panel(String title, String xLabel, String yLabel, List<Series> series, List<Mark> marks) {
        /** Copies the lists and checks the names. */
        public Panel {
            series = List.copyOf(series);
            marks = List.copyOf(marks);
            List<String> names = names(series, marks);
            if (series.isEmpty() || new HashSet<>(names).size() != names.size()) {
                throw new IllegalArgumentException(
                        "panel " + title + " of " + names + ": needs at least one curve, and no name twice");
            }
        }

        private List<String> legend() {
            return names(series, marks);
        }

        private static List<String> names(List<Series> series, List<Mark> marks) {
            return Stream.concat(
                            series.stream().map(Series::name), marks.stream().map(Mark::name))
                    .toList();
        }
    }

    /**
     * A vertical line.
     *
     * @param name what the legend calls it
     * @param x where it is
     */
    public record Mark(String name, double x) {}

    @Override
    public int width() {
        return PanelRow.width(panels.size());
    }

    @Override
    public int height() {
        return PanelRow.HEIGHT;
    }

    @Override
    public void paint(Graphics2D graphics) {
        PanelRow.paint(panels.stream().map(CurvesPlot::chart).toList(), graphics);
    }

    private static XYChart chart(Panel panel) {
        XYChart chart = PanelRow.chart(panel.title(), panel.xLabel(), panel.yLabel(), panel.legend());
        List<double[][]> curves = new ArrayList<>();
        for (Series series : panel.series()) {
            double[][] points = series.finitePoints();
            if (points[0].length > 0) {
                curves.add(points);
                addCurve(chart, series.name(), points, panel.series().indexOf(series));
            }
        }
        if (!curves.isEmpty()) {
            DoubleStream values = curves.stream().flatMapToDouble(points -> DoubleStream.of(points[1]));
            var range = values.summaryStatistics();
            for (Mark mark : panel.marks()) {
                addMark(chart, mark, range.getMin(), range.getMax());
            }
        }
        return chart;
    }

    private static void addCurve(XYChart chart, String name, double[][] points, int index) {
        XYSeries curve = chart.addSeries(name, points[0], points[1]);
        Marker marker = points[0].length > MOST_MARKERS ? SeriesMarkers.NONE : PlotStyle.marker(index);
        Color colour = PlotStyle.colour(index);
        curve.setMarker(marker).setMarkerColor(colour).setLineColor(colour).setLineStyle(PlotStyle.line(index));
    }

    private static void addMark(XYChart chart, Mark mark, double low, double high) {
        XYSeries line = chart.addSeries(mark.name(), new double[] {mark.x(), mark.x()}, new double[] {low, high});
        line.setMarker(SeriesMarkers.NONE)
                .setLineColor(Color.GRAY)
                .setLineStyle(
                        new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 3}, 0));
    }
}
