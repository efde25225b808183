package org.vavl.learning.plot;

import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SVGSyntax;
import org.vavl.core.VavlException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Plots as the bytes of picture files. */
final class Drawing {
    /** Pixels of a PNG for each of the plot's. */
    private static final int PNG_SCALE = 2;

    /** How a picture becomes a file, by the end of the file's name. */
    private static final Map<String, Function<Plot, byte[]>> FORMATS = Map.of(
            ".png", Drawing::png,
            ".svg", plot -> svg(plot, "picture", SvgColours.STANDING_ALONE).getBytes(StandardCharsets.UTF_8),
            ".pdf", PdfDrawing::pdf);

    private Drawing() {}

    /**
     * How a picture becomes a file of a name.
     *
     * @throws VavlException if the name is none of a picture
     */
    static Function<Plot, byte[]> format(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return FORMATS.entrySet().stream()
                .filter(format -> name.endsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() ->
                        new VavlException(file + ": is the name of no picture, it must end in .png, .svg or .pdf"));
    }

    /**
     * Tries whether text can be drawn at all; Java finds out only now which libraries and fonts there are, and says it with many
     * kinds of errors.
     *
     * @throws VavlException if it cannot
     */
    static void requireFonts(String picture) {
        try {
            BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            new TextLayout("x", new Font(Font.SANS_SERIF, Font.PLAIN, 12), graphics.getFontRenderContext()).getBounds();
            graphics.dispose();
        } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
            throw new VavlException(
                    picture + ": cannot be drawn, this machine lacks fonts for Java ("
                            + rootCause(e).getMessage()
                            + "); on Debian and Ubuntu install fontconfig and fonts-dejavu-core, on Alpine fontconfig and"
                            + " font-dejavu; start Java with -Djava.awt.headless=true",
                    e);
        }
    }

    private static Throwable rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static byte[] png(Plot plot) {
        BufferedImage image =
                new BufferedImage(PNG_SCALE * plot.width(), PNG_SCALE * plot.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(PNG_SCALE, PNG_SCALE);
            paint(plot, graphics);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("no writer for PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @param style as CSS, empty where the page has it */
    static String svg(Plot plot, String name, String style) {
        Document document = emptyDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return super.generateID(name + "-" + prefix);
            }
        });
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        try {
            graphics.setSVGCanvasSize(new Dimension(plot.width(), plot.height()));
            paint(plot, graphics);
            Element root = graphics.getRoot(document.getDocumentElement());
            root.setAttribute("viewBox", "0 0 " + plot.width() + " " + plot.height());
            root.setAttribute("class", SvgColours.CSS_CLASS);
            if (!style.isEmpty()) {
                Element css = document.createElementNS(SVGSyntax.SVG_NAMESPACE_URI, "style");
                css.setTextContent(style);
                root.insertBefore(css, root.getFirstChild());
            }
            return serialised(document);
        } finally {
            graphics.dispose();
        }
    }

    static void paint(Plot plot, Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(PlotStyle.GROUND);
        graphics.fillRect(0, 0, plot.width(), plot.height());
        plot.paint(graphics);
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGSyntax.SVG_NAMESPACE_URI, SVGSyntax.SVG_SVG_TAG, null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serialised(Document document) {
        StringWriter text = new StringWriter();
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.transform(new DOMSource(document), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
