package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the page of recordings looks, besides what all pages have. */
final class ReportStyle {
    /** Colours that people with any kind of colour vision tell apart. Source: Okabe and Ito, "Color universal design", 2008. */
    private static final Palette ON_LIGHT = new Palette(
            "#6f6f74", List.of("#b37400", "#0072b2", "#d55e00", "#8e44ad", "#008a63", "#c0568f", "#2b8cc4"));

    private static final Palette ON_DARK = new Palette(
            "#a8a8a8", List.of("#f0b440", "#4da6e0", "#ff8c42", "#c39bd3", "#2fd1a5", "#f0a8cf", "#8fd3ff"));

    private static final String STYLE = """
            h1 { font-size: 2.4rem; line-height: 1.15; margin: .2rem 0; overflow-wrap: anywhere; }
            h1 span { font-weight: 400; color: var(--soft); }
            .clip, header p, section p { color: var(--soft); overflow-wrap: anywhere; }
            .heads { width: 100%; } .heads td, .heads th[scope=row] { white-space: nowrap; }
            @media (max-width: 639px) { .heads .bar { display: none; } }
            .bar { display: inline-block; height: .7rem; min-width: 1px; margin-right: .4rem; border-radius: 2px; }
            .unsure { background: var(--soft); fill: var(--soft); }
            .swatch { display: inline-block; width: .7rem; height: .7rem; margin-right: .45rem; border-radius: 2px; }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; padding: 0; margin: .6rem 0; }
            svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif; }
            svg text { fill: var(--soft); } svg text.inside { fill: var(--ground); font-size: 10.5px; }
            .grid { stroke: var(--line); stroke-width: 1; } .hatch { fill: var(--veil); }
            .curve { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
            .against { fill: none; stroke: var(--ink); stroke-dasharray: 2 2; }
            .tip { fill: transparent; } .tip:hover { fill: var(--veil); fill-opacity: .35; }
            svg.w900 { display: none; }
            @media (min-width: 640px) { svg.w900 { display: block; } svg.w350 { display: none; } }
            .card { padding: 0 1rem 1rem; border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
            .card h1 { font-size: 1.3rem; margin-top: 1rem; } .card h2 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
            .card ul { margin: .4rem 0; padding-left: 1.2rem; }
            section + section { margin-top: 3rem; border-top: 2px solid var(--line); padding-top: 1rem; }
            details { margin-top: 1rem; } summary { cursor: pointer; } .facts th, .terms th { vertical-align: top; color: var(--soft); }
            """;

    private ReportStyle() {}

    /**
     * Colours for the outputs of a model.
     *
     * @param grey for what is neutral
     * @param others for the rest, in their order
     */
    private record Palette(String grey, List<String> others) {
        private static final String NEUTRAL = "neutral";

        /** One for each output; after the last colour comes grey, where no output is neutral, and then the first again. */
        List<Colour> of(List<String> outputs) {
            List<String> order = new ArrayList<>(others);
            if (!outputs.contains(NEUTRAL)) {
                order.add(grey);
            }
            List<Colour> colours = new ArrayList<>();
            int taken = 0;
            for (String output : outputs) {
                if (output.equals(NEUTRAL)) {
                    colours.add(new Colour(grey, false));
                } else {
                    colours.add(new Colour(order.get(taken % order.size()), taken >= order.size()));
                    taken++;
                }
            }
            return colours;
        }
    }

    private record Colour(String value, boolean isRepeated) {}

    /**
     * The style of a page.
     *
     * @param outputs the model's, in their order; what repeats a colour has a broken line
     */
    static String of(List<String> outputs) {
        return STYLE + css(ON_LIGHT.of(outputs)) + "@media (prefers-color-scheme: dark) {\n" + css(ON_DARK.of(outputs))
                + "}\n";
    }

    private static String css(List<Colour> colours) {
        StringBuilder css = new StringBuilder();
        for (int c = 0; c < colours.size(); c++) {
            css.append(String.format(
                    Locale.ROOT,
                    ".s%1$s { background: %2$s; fill: %2$s; } .curve.s%1$s { stroke: %2$s; fill: none;%3$s }\n",
                    Integer.toString(c),
                    colours.get(c).value(),
                    colours.get(c).isRepeated() ? " stroke-dasharray: 6 4;" : ""));
        }
        return css.toString();
    }
}
