package org.vavl.learning.annotation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.vavl.core.VavlException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A file of ELAN, the annotation tool of the Max Planck Institute for Psycholinguistics, whole: what is not understood here stays as it is.
 *
 * <p>Source: "EAF: The ELAN Annotation Format", schema versions 2.7 to 3.0.
 *
 * <p>Not thread-safe.
 */
public final class ElanDocument {
    private static final String ROOT = "ANNOTATION_DOCUMENT";
    private static final String VALUE = "ANNOTATION_VALUE";
    private static final String ID = "ANNOTATION_ID";

    private final Path file;
    private final Document document;
    private final Map<String, ElanTimes.Span> spans;

    private ElanDocument(Path file, Document document) {
        this.file = file;
        this.document = document;
        this.spans = new ElanTimes(file, document.getDocumentElement()).spans();
    }

    /**
     * Reads a file. Nothing that it refers to is read: files with a document type are refused.
     *
     * @throws VavlException if it cannot be read, is no EAF, or refers to times or annotations that it does not have
     */
    public static ElanDocument read(Path file) {
        byte[] bytes = AnnotationFiles.bytes(file);
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new ByteArrayInputStream(bytes));
            if (!document.getDocumentElement().getTagName().equals(ROOT)) {
                throw new VavlException(file + ": is not a file of ELAN: its first element is "
                        + document.getDocumentElement().getTagName() + ", and must be " + ROOT);
            }
            return new ElanDocument(file, document);
        } catch (SAXException | IOException e) {
            throw new VavlException(file + ": is not a file of ELAN: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Java's own XML parser", e);
        }
    }

    /** The tiers that have annotations with a value, in the file's order. */
    public List<AnnotationTier> tiers() {
        List<AnnotationTier> tiers = new ArrayList<>();
        for (Element tier : children(document.getDocumentElement(), "TIER")) {
            List<Annotation> annotations = new ArrayList<>();
            annotations(tier).forEach((id, element) -> {
                String value = value(element).strip();
                ElanTimes.Span span = span(id);
                if (!value.isEmpty()) {
                    annotations.add(new Annotation(span.begin() / 1000.0, span.end() / 1000.0, value));
                }
            });
            if (!annotations.isEmpty()) {
                tiers.add(new AnnotationTier(
                        AnnotationFiles.stem(file),
                        tier.getAttribute("TIER_ID"),
                        tier.getAttribute("PARTICIPANT").strip(),
                        annotations));
            }
        }
        return tiers;
    }

    private ElanTimes.Span span(String annotation) {
        return Optional.ofNullable(spans.get(annotation))
                .orElseThrow(() -> new VavlException(file + ": annotation " + annotation + " has no time"));
    }

    /** The recordings as the file names them: addresses relative to it first, then absolute ones. */
    public List<String> media() {
        List<String> media = new ArrayList<>();
        NodeList descriptors = document.getElementsByTagName("MEDIA_DESCRIPTOR");
        for (String attribute : List.of("RELATIVE_MEDIA_URL", "MEDIA_URL")) {
            for (int i = 0; i < descriptors.getLength(); i++) {
                String address = ((Element) descriptors.item(i)).getAttribute(attribute);
                if (!address.isBlank()) {
                    media.add(address.strip());
                }
            }
        }
        return media;
    }

    /**
     * Gives annotations of a tier another value; one that has this value already stays as it is.
     *
     * @param tier its name
     * @param beginMilliseconds when the annotation begins
     * @param endMilliseconds when it ends
     * @param value the new one
     * @return how many annotations there are, those included that stay as they are
     */
    public int setValue(String tier, long beginMilliseconds, long endMilliseconds, String value) {
        int found = 0;
        ElanTimes.Span wanted = new ElanTimes.Span(beginMilliseconds, endMilliseconds);
        for (Element element : children(document.getDocumentElement(), "TIER")) {
            if (!element.getAttribute("TIER_ID").equals(tier)) {
                continue;
            }
            for (Map.Entry<String, Element> annotation : annotations(element).entrySet()) {
                if (span(annotation.getKey()).equals(wanted)) {
                    found++;
                    if (!value(annotation.getValue()).strip().equals(value)) {
                        children(annotation.getValue(), VALUE).forEach(node -> node.setTextContent(value));
                        annotation.getValue().removeAttribute("CVE_REF"); // names the value that it had
                    }
                }
            }
        }
        return found;
    }

    /** The file's content, in UTF-8. */
    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            document.setXmlStandalone(true); // else the declaration says that it is not
            transformer.transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("XML in memory", e);
        }
    }

    private static String value(Element annotation) {
        List<Element> values = children(annotation, VALUE);
        return values.isEmpty() ? "" : values.get(0).getTextContent();
    }

    /** The annotations of a tier, by id. */
    static Map<String, Element> annotations(Element tier) {
        Map<String, Element> annotations = new LinkedHashMap<>();
        for (Element annotation : children(tier, "ANNOTATION")) {
            for (Node node = annotation.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    annotations.put(element.getAttribute(ID), element);
                }
            }
        }
        return annotations;
    }

    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
