package org.vavl.recognition.output;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A model's card, which is Markdown, as HTML. A model may come from anywhere: its card brings no HTML and no script of its own, and of a
 * picture, which a browser would fetch, only the text that stands for it.
 */
final class CardText {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    private CardText() {}

    static String html(String card) {
        Node document = PARSER.parse(card);
        document.accept(new WithoutPictures());
        return RENDERER.render(document);
    }

    /** Puts what stands for a picture in its place. */
    private static final class WithoutPictures extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            visitChildren(image);
            for (Node text = image.getFirstChild(); text != null; text = image.getFirstChild()) {
                image.insertBefore(text);
            }
            image.unlink();
        }
    }
}
