package io.github.gatefault.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.pages.internal.i18n.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticPagesTest {
    @TempDir
    private Path folder;

    private String written(String file) throws IOException {
        return Files.readString(folder.resolve("out").resolve(file));
    }

    private void write(Map<String, String> settings) throws IOException {
        StaticPages.write(settings, folder.resolve("out"), folder);
    }

    /** Parses the page that the layer sends, with its expressions evaluated. */
    private static Document parsed(String written) {
        String page = written.replaceAll("<!--#.*?-->", "1");
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document document = Jsoup.parse(page, "https://shop.example/", parser);
        assertThat(parser.getErrors()).isEmpty();
        return document;
    }

    @Test
    void everyLayer_hasEveryLanguageOfEveryBrand() throws Exception {
        write(Map.of(
                "brand-name", "Acme",
                "brand.shop.hosts", "shop.example",
                "brand.shop.name", "The Shop",
                "status", "always-503"));
        for (String tag : Languages.TAGS) {
            for (int status : new int[] {500, 502, 503, 504}) {
                for (String file : new String[] {
                    "nginx/" + tag + "/" + status + ".html",
                    "apache/" + status + ".html." + tag.toLowerCase(Locale.ROOT),
                    "cloudflare/" + tag + "/5xx.html"
                }) {
                    Document page = parsed(written("default/" + file));
                    assertThat(page.select("html").attr("lang")).isEqualTo(tag);
                    assertThat(page.title()).endsWith("Acme");
                    assertThat(page.select("section:not(.risky)")).hasSize(2);
                    assertThat(parsed(written("shop/" + file)).title()).endsWith("The Shop");
                }
                String response = written("default/haproxy/" + tag + "/" + status + ".http");
                int body = response.indexOf("\r\n\r\n") + 4;
                assertThat(response)
                        .startsWith("HTTP/1.1 " + status + " ")
                        .contains("\r\nContent-Length: "
                                + response.substring(body).getBytes(UTF_8).length + "\r\n");
                assertThat(parsed(response.substring(body)).select("h1")).hasSize(1);
            }
        }
    }

    @Test
    void page_claimsNothingUnknown() throws Exception {
        write(Map.of());
        Document page = parsed(written("default/apache/502.html.en"));
        assertThat(page.select("dl").text()).isEqualTo("HTTP status 502");
        assertThat(page.select("section:first-of-type").text())
                .contains("If you were only opening something", "check whether it went through");
        assertThat(page.select("a[href='']").text()).isEqualTo("Try again");
        assertThat(parsed(written("default/apache/500.html.en")).select(".hops"))
                .isEmpty();
    }

    @Test
    void layers_fillInTheirOwnReference() throws Exception {
        write(Map.of());
        assertThat(written("default/nginx/de/502.html"))
                .contains(
                        "<code dir=\"ltr\"><!--# echo var=\"request_id\" --></code>",
                        "<time datetime=\"<!--# echo var=\"time_iso8601\" -->\">");
        assertThat(written("default/cloudflare/de/5xx.html"))
                .contains("<code dir=\"ltr\">::RAY_ID::</code>", "::CLOUDFLARE_ERROR_500S_BOX::\n</main>");
    }

    @Test
    void largeLogo_isLeftOutForHaproxy() throws Exception {
        byte[] noise = new byte[12_000];
        new Random(1).nextBytes(noise);
        Files.writeString(
                folder.resolve("logo.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg'><text>"
                        + Base64.getEncoder().encodeToString(noise) + "</text></svg>");
        write(Map.of(
                "brand-name", "Acme", "brand-logo", folder.resolve("logo.svg").toString()));
        assertThat(written("default/apache/502.html.en")).contains("<img src=\"data:image/svg+xml;base64,");
        assertThat(written("default/haproxy/en/502.http"))
                .doesNotContain("<img")
                .contains("<bdi>Acme</bdi>")
                .hasSizeLessThan(15_360);
    }

    @Test
    void ownTemplates_areUsed() throws Exception {
        Files.createDirectories(folder.resolve("WEB-INF/gatefault"));
        Files.writeString(folder.resolve("WEB-INF/gatefault/page.mustache"), "ours {{status}} {{id}}{{path}}");
        write(Map.of());
        assertThat(written("default/apache/504.html.en")).isEqualTo("ours 504 ");
        assertThat(written("default/cloudflare/en/5xx.html"))
                .isEqualTo("ours 502 ::RAY_ID::::CLOUDFLARE_ERROR_500S_BOX::\n");
        write(Map.of("templates", "/WEB-INF/none/"));
        assertThat(written("default/apache/504.html.en")).startsWith("<!DOCTYPE html>");
    }

    @Test
    void main_readsTheSettingsFromAFile() throws Exception {
        Path settings = folder.resolve("gatefault.properties");
        Files.writeString(settings, "brand-name=Bücher & mehr\nformats=/api/=json\n");
        StaticPages.main(
                new String[] {settings.toString(), folder.resolve("out").toString()});
        assertThat(parsed(written("default/apache/502.html.en")).title()).endsWith(" – Bücher & mehr");
    }

    @Test
    void badSetting_isRefusedByItsKey() {
        assertThatThrownBy(() -> write(Map.of("brand-logo", "/WEB-INF/none.svg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brand-logo \"/WEB-INF/none.svg\" must be an existing file");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
