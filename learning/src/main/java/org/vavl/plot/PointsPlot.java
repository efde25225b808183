package org.vavl.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * Points in a plane, such as embeddings on their first two principal components, in panels side by side.
 *
 * @param panels from left to right, at least one
 */
public record PointsPlot(List<Panel> panels) implements Plot {
    /** Points lie over each other, and the lower ones should be seen, too. */
    private static final int OPACITY = 150;

    private static final int MARKER_SIZE = 7;

    /** Copies the panels and checks that there are some. */
    public PointsPlot {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a picture of points needs at least one panel");
        }
    }

    /**
     * Points over the same axes.
     *
     * @param title what is shown
     * @param xLabel what the horizontal axis is
     * @param yLabel what the vertical axis is
     * @param kinds points of one colour each, each with another name
     */
    public record Panel(String title, String xLabel, String yLabel, List<Series> kinds) {
        /** Copies the list. */
        public Panel {
            kinds = List.copyOf(kinds);
        }
    }

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
        PanelRow.paint(panels.stream().map(PointsPlot::chart).toList(), graphics);
    }

    private static XYChart chart(Panel panel) {
        XYChart chart = PanelRow.chart(
                panel.title(),
                panel.xLabel(),
                panel.yLabel(),
                panel.kinds().stream().map(Series::name).toList());
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        for (int k = 0; k < panel.kinds().size(); k++) {
            Series kind = panel.kinds().get(k);
            double[][] points = kind.finitePoints();
            if (points[0].length > 0) {
                Color colour = PlotStyle.colour(k);
                chart.addSeries(kind.name(), points[0], points[1])
                        .setMarker(PlotStyle.marker(k))
                        .setMarkerColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), OPACITY));
            }
        }
        return chart;
    }
}
