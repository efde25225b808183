package org.vavl.recognition.output;

import java.util.List;
import java.util.Locale;

/** How the page of recordings looks, besides what all pages have. */
final class ReportStyle {
    /** Colours that people with any kind of colour vision tell apart. Source: Okabe and Ito, "Color universal design", 2008. */
    private static final List<String> ON_LIGHT =
            List.of("#6f6f74", "#b37400", "#0072b2", "#d55e00", "#8e44ad", "#008a63", "#c0568f", "#2b8cc4");

    private static final List<String> ON_DARK =
            List.of("#a8a8a8", "#f0b440", "#4da6e0", "#ff8c42", "#c39bd3", "#2fd1a5", "#f0a8cf", "#8fd3ff");

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
            details { margin-top: 1rem; } summary { cursor: pointer; } .facts th { vertical-align: top; color: var(--soft); }
            """;

    private ReportStyle() {}

    /** The style of a page with so many outputs; after the last colour the first again, with a broken line. */
    static String of(int outputs) {
        return STYLE + colours(ON_LIGHT, outputs) + "@media (prefers-color-scheme: dark) {\n"
                + colours(ON_DARK, outputs) + "}\n";
    }

    private static String colours(List<String> colours, int outputs) {
        StringBuilder css = new StringBuilder();
        for (int c = 0; c < outputs; c++) {
            String colour = colours.get(c % colours.size());
            String dash = c < colours.size() ? "" : " stroke-dasharray: 6 4;";
            css.append(String.format(
                    Locale.ROOT,
                    ".s%1$s { background: %2$s; fill: %2$s; } .curve.s%1$s { stroke: %2$s; fill: none;%3$s }\n",
                    Integer.toString(c),
                    colour,
                    dash));
        }
        return css.toString();
    }
}
