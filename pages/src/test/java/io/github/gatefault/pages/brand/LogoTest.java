package io.github.gatefault.pages.brand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoTest {
    private static final String SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                    + " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" viewBox=\"0 0 9 9\">%s</svg>";

    private static String drawing(String content) {
        String uri = Logo.of(SVG.formatted(content).getBytes(UTF_8)).uri();
        assertThat(uri).startsWith("data:image/svg+xml;base64,");
        return new String(Base64.getDecoder().decode(uri.substring(26)), UTF_8);
    }

    @Test
    void drawing_isKept() {
        String content =
                "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#f00\"></stop></linearGradient></defs>"
                        + "<g transform=\"scale(2)\"><path d=\"M0 0h1\" fill=\"url(#a)\"></path></g>"
                        + "<style>@media (prefers-color-scheme: dark) { path { fill: #fff } }</style>"
                        + "<text font-family=\"Inter, sans-serif\">Acme &#38; Co</text>";
        assertThat(drawing(content))
                .isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">" + content + "</svg>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<foreignObject><script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script></foreignObject>",
                "<a href=\"https://evil.example/\"><path d=\"M0 0\"/></a>",
                "<image href=\"https://evil.example/pixel.png\"/>",
                "<animate attributeName=\"href\" values=\"https://evil.example/\"/>",
                "<set attributeName=\"onload\" to=\"alert(1)\"/>",
                "<style>@import \"https://evil.example/\";</style>",
                "<style>path { fill: url(https://evil.example/) }</style>",
                "<style>path { fill: ur\\6c(https://evil.example/) }</style>",
                "<inkscape:note>evil</inkscape:note>",
                "<!-- evil --><?evil alert(1)?>",
            })
    void whatDoesNotDraw_isDropped(String content) {
        assertThat(drawing(content))
                .doesNotContain("evil", "alert", "cript>", "import")
                .isIn(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"></svg>",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style></style></svg>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onload=\"alert(1)\"",
                "ONCLICK=\"alert(1)\"",
                "href=\"https://evil.example/#a\"",
                "xlink:href=\"javascript:alert(1)\"",
                "href=\"data:image/svg+xml,evil\"",
                "style=\"fill:url( 'https://evil.example/' )\"",
                "fill=\"URL(//evil.example/)\"",
                "inkscape:label=\"evil\"",
                "unknown=\"evil\""
            })
    void attributeThatReachesOut_isDropped(String attribute) {
        assertThat(drawing("<use " + attribute + "/>")).contains("<use></use>");
    }

    @Test
    void referenceWithin_isKept() {
        assertThat(drawing("<use xlink:href=\"#a\" fill=\"url('#b')\"/>"))
                .contains("<use href=\"#a\" fill=\"url(&#39;#b&#39;)\"></use>");
    }

    @ParameterizedTest
    @CsvSource({"137 80 78 71 13 10 26,png", "255 216 255 224,jpeg", "71 73 70 56 57 97,gif"})
    void picture_isKnownByItsFirstBytes(String bytes, String type) {
        String[] numbers = bytes.split(" ", -1);
        byte[] file = new byte[numbers.length];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) Integer.parseInt(numbers[i]);
        }
        assertThat(Logo.of(file).uri())
                .isEqualTo(
                        "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(file));
    }

    @Test
    void otherFiles_areRefused() {
        assertThatThrownBy(() -> Logo.of("MZ".getBytes(UTF_8)))
                .hasMessage("the logo is no picture that we know; allowed are SVG, PNG, JPEG, GIF and WebP");
        assertThatThrownBy(() -> Logo.of("<html><svg xmlns='http://www.w3.org/2000/svg'/></html>".getBytes(UTF_8)))
                .hasMessageContaining("is no SVG");
        assertThatThrownBy(() -> Logo.of("<svg xmlns='http://www.w3.org/2000/svg'>\n<g></svg>".getBytes(UTF_8)))
                .hasMessage("the logo is no well-formed SVG, line 2");
        assertThatThrownBy(() -> Logo.of(new byte[Logo.MAX_BYTES + 1]))
                .hasMessage("the logo has 32769 bytes; allowed are at most 32768");
    }

    @Test
    void entity_isNotRead() {
        String bomb =
                "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>" + SVG.formatted("<text>&a;</text>");
        assertThatThrownBy(() -> Logo.of(bomb.getBytes(UTF_8))).hasMessageContaining("no well-formed SVG");
    }
}
