package org.vavl.recognition.output;

import org.vavl.core.PlainText;

/** A page that needs nothing else. */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * The page.
     *
     * @param title as text
     * @param style as CSS, besides what all pages have
     * @param body as HTML
     */
    public static String of(String title, String style, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escape(title)
                + "</title>\n<style>\n" + PageStyle.BASE + style + "</style>\n</head>\n<body>\n" + body
                + "\n</body>\n</html>\n";
    }

    /** Text as HTML, without control characters. */
    public static String escape(String text) {
        return PlainText.lines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
