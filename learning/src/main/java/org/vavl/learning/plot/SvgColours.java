package org.vavl.learning.plot;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The colours of SVG pictures on dark screens. The elements have those for light ones as attributes, which every reader of SVG knows; browsers
 * overrule them by CSS variables where the screen is dark.
 */
final class SvgColours {
    /** Of the root of every picture. */
    static final String CSS_CLASS = "plot";

    /** The curves' colours on a dark ground, in the order of those of {@link PlotStyle}. */
    private static final List<String> CURVES_ON_DARK =
            List.of("#4da6e0", "#ff8c42", "#2fd1a5", "#f0a8cf", "#8fd3ff", "#f0b440", "#ececf0");

    private static final String GROUND_ON_DARK = "#161618";
    private static final String TEXT_ON_DARK = "#d6d6da";
    private static final String GRID_ON_DARK = "#38383c";

    /** For a picture that is a file: no wider than the window, dark where the screen is. */
    static final String STANDING_ALONE =
            "svg." + CSS_CLASS + " { max-width: 100%; height: auto; background: #ffffff; }\n" + style()
                    + "@media (prefers-color-scheme: dark) { svg." + CSS_CLASS + " { background: " + GROUND_ON_DARK
                    + "; } }\n";

    private SvgColours() {}

    static String style() {
        Map<Color, String> dark = onDark();
        String variables = dark.entrySet().stream()
                .map(one -> "--plot-" + hex(one.getKey()) + ": " + one.getValue() + ";")
                .collect(Collectors.joining(" "));
        String rules = dark.keySet().stream().map(SvgColours::rules).collect(Collectors.joining());
        return "@media (prefers-color-scheme: dark) {\n." + CSS_CLASS + " { " + variables + " "
                + rule("fill", Color.BLACK) + rule("stroke", Color.BLACK) + "}\n" + rules + "}\n";
    }

    private static Map<Color, String> onDark() {
        Map<Color, String> dark = new LinkedHashMap<>();
        dark.put(PlotStyle.GROUND, GROUND_ON_DARK);
        dark.put(PlotStyle.TEXT, TEXT_ON_DARK);
        dark.put(PlotStyle.GRID, GRID_ON_DARK);
        List<Color> curves = PlotStyle.colours();
        for (int c = 0; c < curves.size(); c++) {
            dark.put(curves.get(c), CURVES_ON_DARK.get(c));
        }
        return dark;
    }

    private static String rules(Color colour) {
        return List.of("fill", "stroke").stream()
                .map(property -> "." + CSS_CLASS + " [" + property + "=\"" + attribute(colour) + "\"] { "
                        + rule(property, colour) + "}\n")
                .collect(Collectors.joining());
    }

    private static String rule(String property, Color colour) {
        return property + ": var(--plot-" + hex(colour) + "); ";
    }

    /** As Batik writes colours into attributes: the root's black is inherited by whatever is black. */
    private static String attribute(Color colour) {
        if (colour.equals(Color.WHITE)) {
            return "white";
        }
        return colour.equals(Color.BLACK)
                ? "black"
                : "rgb(" + colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue() + ")";
    }

    private static String hex(Color colour) {
        return String.format(java.util.Locale.ROOT, "%06x", colour.getRGB() & 0xFFFFFF);
    }
}
