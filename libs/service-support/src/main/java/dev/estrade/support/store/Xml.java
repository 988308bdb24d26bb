package dev.estrade.support.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An element of a store's answer, read by local names: some stores write S3's namespace, some do not. */
final class Xml {
    private static final DocumentBuilderFactory FACTORY = factory();

    private final Element element;

    private Xml(Element element) {
        this.element = element;
    }

    /** The root; fails with {@code dependency.unavailable} if this is no XML. */
    static Xml of(byte[] document) {
        try {
            return new Xml(FACTORY.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw StoreCalls.unavailable("the store's answer is no XML: " + e.getMessage());
        }
    }

    boolean isNamed(String name) {
        return name.equals(element.getLocalName());
    }

    /** The text of the first element of this name below; empty if there is none. */
    String text(String name) {
        NodeList found = element.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    long number(String name) {
        String text = text(name);
        return text.isBlank() ? 0 : Long.parseLong(text.strip());
    }

    /** RFC 3339; null if there is none, or another form. */
    @Nullable
    Instant instant(String name) {
        try {
            return Instant.parse(text(name).strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    List<Xml> all(String name) {
        NodeList found = element.getElementsByTagNameNS("*", name);
        List<Xml> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add(new Xml((Element) found.item(i)));
        }
        return elements;
    }

    private static DocumentBuilderFactory factory() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
