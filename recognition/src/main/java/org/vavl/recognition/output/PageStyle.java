package org.vavl.recognition.output;

/** How every page looks: on light and on dark screens, on a desk and on a telephone, where wide tables scroll in their own box. */
final class PageStyle {
    static final String BASE = """
            :root { color-scheme: light dark; --ground: #ffffff; --ink: #1c1c1e; --soft: #6b6b70; --line: #dcdce0; --veil: #88888c66; }
            @media (prefers-color-scheme: dark) {
              :root { --ground: #161618; --ink: #ececf0; --soft: #a0a0a8; --line: #38383c; --veil: #9a9aa066; }
            }
            * { box-sizing: border-box; }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--ground); color: var(--ink); }
            main { max-width: 62rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
            h1, h2, p, figcaption { overflow-wrap: anywhere; }
            h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
            p { margin: .4rem 0; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .3rem .8rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line); font-weight: 400; }
            thead th { color: var(--soft); }
            pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
            @media (max-width: 639px) { th, td { padding-right: .5rem; } table { font-size: .92rem; } }
            """;

    private PageStyle() {}
}
