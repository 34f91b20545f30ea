package io.github.gatefault.pages.brand;

import io.github.gatefault.pages.internal.text.UntrustedText;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Keeps of an SVG what draws, by a list of what is allowed, and drops all else: scripts, links, editors' notes. */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private static final Set<String> ELEMENTS = words("""
            svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc style
            linearGradient radialGradient stop clipPath mask pattern
            """);

    private static final Set<String> ATTRIBUTES = words("""
            id class style viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points
            pathLength transform gradientTransform gradientUnits spreadMethod offset patternUnits patternContentUnits
            patternTransform clipPathUnits maskUnits maskContentUnits href rotate textLength lengthAdjust
            fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
            stroke-dasharray stroke-dashoffset stop-color stop-opacity opacity color clip-path clip-rule mask display
            visibility overflow vector-effect paint-order shape-rendering font-family font-size font-weight font-style
            letter-spacing word-spacing text-anchor dominant-baseline baseline-shift text-decoration
            """);

    /** What could name another resource: a URL that is not within the drawing, an import, an escape that hides one. */
    private static final Pattern OUTWARD = Pattern.compile(
            "url\\s*\\(\\s*['\"]?\\s*(?!['\"#\\s])|@(?!media\\b)|image-set|\\\\", Pattern.CASE_INSENSITIVE);

    private Svg() {}

    /**
     * Returns the drawing.
     *
     * @throws IllegalArgumentException if this is no well-formed SVG
     */
    static String drawing(byte[] file) {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            StringBuilder out = new StringBuilder(file.length);
            copy(in, out);
            return out.toString();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(
                    "the logo is no well-formed SVG, line " + e.getLocation().getLineNumber(), e);
        }
    }

    private static void copy(XMLStreamReader in, StringBuilder out) throws XMLStreamException {
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (out.isEmpty() && !isAllowed(in, Set.of("svg"))) {
                    throw new IllegalArgumentException(
                            "the logo is no SVG: its outermost element is not svg of " + NAMESPACE);
                }
                if (isAllowed(in, ELEMENTS)) {
                    start(in, out);
                } else {
                    skip(in);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                out.append("</").append(in.getLocalName()).append('>');
            } else if (event == XMLStreamConstants.CHARACTERS
                    && !OUTWARD.matcher(in.getText()).find()) {
                out.append(UntrustedText.toMarkup(in.getText().replaceAll("\\s+", " ")));
            }
        }
    }

    private static boolean isAllowed(XMLStreamReader in, Set<String> elements) {
        return NAMESPACE.equals(in.getNamespaceURI()) && elements.contains(in.getLocalName());
    }

    private static void start(XMLStreamReader in, StringBuilder out) {
        boolean outermost = out.isEmpty();
        out.append('<').append(in.getLocalName());
        if (outermost) {
            out.append(" xmlns=\"").append(NAMESPACE).append('"');
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String space = in.getAttributeNamespace(i);
            boolean ours = space == null || space.isEmpty() || space.equals(XLINK);
            String name = in.getAttributeLocalName(i);
            String value = in.getAttributeValue(i);
            boolean inward = name.toLowerCase(Locale.ROOT).equals("href")
                    ? value.startsWith("#")
                    : !OUTWARD.matcher(value).find();
            if (ours && inward && ATTRIBUTES.contains(name)) {
                out.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(UntrustedText.toMarkup(value))
                        .append('"');
            }
        }
        out.append('>');
    }

    private static void skip(XMLStreamReader in) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }
}
