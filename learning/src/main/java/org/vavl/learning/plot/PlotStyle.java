package org.vavl.learning.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How pictures look. */
final class PlotStyle {
    /**
     * Colours that people with any kind of colour vision tell apart, dark ones first; without the yellow, which is too light for
     * lines. Source: Okabe and Ito, "Color universal design", 2008.
     */
    private static final Color[] COLOURS = {
        new Color(0x0072B2), // blue
        new Color(0xD55E00), // vermilion
        new Color(0x009E73), // bluish green
        new Color(0xCC79A7), // reddish purple
        new Color(0x56B4E9), // sky blue
        new Color(0xE69F00), // orange
        new Color(0x000000)
    };

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP
    };

    /** The paper that everything is drawn on. */
    static final Color GROUND = Color.WHITE;

    static final Color TEXT = new Color(0x222222);
    static final Color GRID = new Color(0xE4E4E4);

    /** What stands on a coloured ground, which is as light on dark screens. */
    static final Color TEXT_ON_COLOUR = new Color(0x111111);

    /** At an axis. */
    private static final int DIGITS = 6;

    private PlotStyle() {}

    /** The colour of a curve; after the last one the first again, with another line. */
    static Color colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    static Marker marker(int index) {
        return MARKERS[index % MARKERS.length];
    }

    static BasicStroke line(int index) {
        float[] dash = {6, 4};
        return index < COLOURS.length
                ? new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /** All colours of curves. */
    static List<Color> colours() {
        return List.of(COLOURS);
    }

    /** A number at an axis, which is written alike in every language: 0.05, not .05. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    static void apply(AxesChartStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setAxisTickLabelsColor(TEXT)
                .setAxisTickMarksColor(TEXT)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartBackgroundColor(GROUND)
                .setPlotBackgroundColor(GROUND)
                .setPlotBorderVisible(false)
                .setChartFontColor(TEXT)
                .setChartPadding(12)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16))
                .setChartTitleBoxVisible(false)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setLegendBorderColor(GROUND)
                .setLegendBackgroundColor(GROUND)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setMarkerSize(6);
    }
}
