package org.vavl.recognition.output;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vavl.core.PlainText;

/** A drawing that is written element by element, to stand in a page. */
final class Svg {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** Begins a drawing of so many units. */
    Svg(int width, int height, String cssClass, String description) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        begin("svg", "class", cssClass, "viewBox", "0 0 " + width + " " + height, "role", "img");
        attribute("aria-label", description);
    }

    private static IllegalStateException failed(XMLStreamException e) {
        return new IllegalStateException("XML in memory", e);
    }

    /** Begins an element with attributes: name, value, name, value, …; numbers are written with two digits. */
    Svg begin(String element, Object... attributes) {
        try {
            xml.writeStartElement(element);
            for (int i = 0; i < attributes.length; i += 2) {
                attribute(String.valueOf(attributes[i]), attributes[i + 1]);
            }
            return this;
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private void attribute(String name, Object value) {
        try {
            xml.writeAttribute(
                    name,
                    value instanceof Double number
                            ? String.format(Locale.ROOT, "%.2f", number)
                            : PlainText.line(value.toString()));
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    Svg end() {
        try {
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /** An element with nothing in it. */
    Svg element(String element, Object... attributes) {
        return begin(element, attributes).end();
    }

    /** An element with text in it. */
    Svg text(String element, String content, Object... attributes) {
        begin(element, attributes);
        try {
            xml.writeCharacters(PlainText.lines(content));
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return end();
    }

    /** Ends the drawing. */
    String finish() {
        end();
        return text.toString();
    }
}
