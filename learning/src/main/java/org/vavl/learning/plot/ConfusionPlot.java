package org.vavl.learning.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.vavl.learning.metrics.ConfusionMatrix;

/**
 * A confusion matrix as a heat map: in each row the share, in per cent, of a true class that was called each class.
 *
 * @param title what is shown
 * @param confusion of at least one class
 */
public record ConfusionPlot(String title, ConfusionMatrix confusion) implements Plot {
    private static final int LARGEST_CELL = 46;
    private static final int SMALLEST_CELL = 6;

    /** Below this size a cell has no room for digits. */
    private static final int CELL_WITH_DIGITS = 28;

    /** About how wide the cells together may be; only with very many classes are they wider. */
    private static final int MOST = 1400;

    private static final int MARGIN = 190;
    private static final int SMALLEST = 420;

    /** From nearly white to a blue that dark digits can still be read on. */
    private static final Color[] SHADES = {new Color(0xF7FBFF), new Color(0xC6DBEF), new Color(0x6BAED6)};

    @Override
    public int width() {
        return height() + 60;
    }

    @Override
    public int height() {
        return Math.max(SMALLEST, cell() * confusion.size() + MARGIN);
    }

    private int cell() {
        return Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, MOST / confusion.size()));
    }

    @Override
    public void paint(Graphics2D graphics) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(width())
                .height(height())
                .title(title)
                .xAxisTitle("answered")
                .yAxisTitle("true, each row in %")
                .build();
        PlotStyle.apply(chart.getStyler());
        chart.getStyler()
                .setRangeColors(SHADES)
                .setMin(0)
                .setMax(100)
                .setShowValue(cell() >= CELL_WITH_DIGITS)
                .setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .setValueFontColor(PlotStyle.TEXT_ON_COLOUR)
                .setPlotContentSize(1)
                .setLegendVisible(false);
        chart.getStyler()
                .setPlotGridLinesVisible(false)
                .setXAxisTickMarkSpacingHint(1)
                .setXAxisLabelRotation(confusion.size() > 4 ? 45 : 0);
        List<String> upwards = new ArrayList<>(confusion.classes());
        Collections.reverse(upwards);
        chart.addSeries("share of the true class in per cent", confusion.classes(), upwards, cells());
        chart.paint(graphics, width(), height());
    }

    /** Column, row from the bottom, and share in per cent. */
    private List<Number[]> cells() {
        List<Number[]> cells = new ArrayList<>();
        for (int t = 0; t < confusion.size(); t++) {
            for (int p = 0; p < confusion.size(); p++) {
                long share = Math.round(100.0 * confusion.count(t, p) / Math.max(1, confusion.support(t)));
                cells.add(new Number[] {p, confusion.size() - 1 - t, share});
            }
        }
        return cells;
    }
}
