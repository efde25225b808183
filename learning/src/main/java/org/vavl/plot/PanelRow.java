package org.vavl.plot;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** Charts of one size, side by side. */
final class PanelRow {
    /** Of every chart, in pixels. */
    static final int HEIGHT = 440;

    private static final int PANEL_WIDTH = 620;
    private static final int LEGEND_LINE = 45;
    private static final int LEGEND_LETTER = 7;

    private PanelRow() {}

    static int width(int panels) {
        return PANEL_WIDTH * panels;
    }

    /** An empty chart, whose legend stands below it, or beside it where it is too long for one line. */
    static XYChart chart(String title, String xLabel, String yLabel, List<String> legend) {
        XYChart chart = new XYChartBuilder()
                .width(PANEL_WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        PlotStyle.apply(chart.getStyler());
        int legendWidth = legend.stream()
                .mapToInt(name -> LEGEND_LINE + LEGEND_LETTER * name.length())
                .sum();
        if (legendWidth > PANEL_WIDTH) {
            chart.getStyler()
                    .setLegendPosition(Styler.LegendPosition.OutsideE)
                    .setLegendLayout(Styler.LegendLayout.Vertical);
        }
        return chart;
    }

    static void paint(List<XYChart> charts, Graphics2D graphics) {
        for (int p = 0; p < charts.size(); p++) {
            Graphics2D place = (Graphics2D) graphics.create(p * PANEL_WIDTH, 0, PANEL_WIDTH, HEIGHT);
            charts.get(p).paint(place, PANEL_WIDTH, HEIGHT);
            place.dispose();
        }
    }
}
