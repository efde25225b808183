package org.vavl.recognition.output.annotation;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vavl.core.PlainText;

/** An XML document that is written element by element. Whatever the text is, the document is well-formed: see {@link PlainText}. */
public final class ElanXml {
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private interface Step {
        void run() throws XMLStreamException;
    }

    /** An empty document. */
    public ElanXml() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        write(() -> xml.writeCharacters("\n"));
    }

    private static IllegalStateException failed(XMLStreamException e) {
        return new IllegalStateException("XML in memory", e);
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /** Begins an element with attributes: name, value, name, value, …. */
    public void begin(String element, String... attributes) {
        write(() -> xml.writeStartElement(element));
        attributes(attributes);
    }

    /** An element with nothing in it. */
    public void empty(String element, String... attributes) {
        write(() -> xml.writeEmptyElement(element));
        attributes(attributes);
    }

    /** An element with text in it. */
    public void text(String element, String content, String... attributes) {
        begin(element, attributes);
        write(() -> xml.writeCharacters(PlainText.lines(content)));
        end();
    }

    /** Says where the schema of the element that was begun is. */
    public void schema(String address) {
        write(() -> xml.writeNamespace("xsi", SCHEMA_INSTANCE));
        write(() -> xml.writeAttribute("xsi", SCHEMA_INSTANCE, "noNamespaceSchemaLocation", address));
    }

    /** Ends the element that was begun last. */
    public void end() {
        write(xml::writeEndElement);
        write(() -> xml.writeCharacters("\n"));
    }

    /** Ends the document, and gives it. */
    public String finish() {
        write(xml::writeEndDocument);
        write(xml::close);
        return text.toString();
    }

    private void attributes(String... namesAndValues) {
        List<String> pairs = List.of(namesAndValues);
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = pairs.get(i);
            String value = PlainText.line(pairs.get(i + 1));
            write(() -> xml.writeAttribute(name, value));
        }
    }
}
