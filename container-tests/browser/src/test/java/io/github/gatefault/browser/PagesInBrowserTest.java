package io.github.gatefault.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Notice;
import io.github.gatefault.pages.NoticeBoard;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.brand.Logo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each page as people get it. Its pictures are in {@code target/pictures}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {
    private static final String ID = "0192f3c47b1a7c33a5d8e1f2a3b4c5d6";
    private static final Path PICTURES = Path.of("target/pictures");
    private static final Brand LANTERN = Brand.builder()
            .name("Lantern Books")
            .color("#1d5f5a")
            .statusPage(URI.create("https://status.lantern-books.example/"))
            .help(URI.create("mailto:help@lantern-books.example"))
            .build();

    private final NoticeBoard notices = new NoticeBoard();
    private final ErrorPages pages =
            ErrorPages.builder().brand(LANTERN).notices(notices).build();
    private Site site = nothing();
    private Browser browser = nothing();
    private Tab tab = nothing();
    private String axe = "";

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Until the browser has been started.
    private static <T> T nothing() {
        return null;
    }

    @BeforeAll
    void start() throws Exception {
        browser = Browser.start();
        site = new Site();
        tab = browser.open();
        try (InputStream script = getClass().getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
        }
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            tab.close();
            browser.close();
            site.close();
        }
    }

    static Stream<String> languages() {
        return ErrorPages.languages().stream().map(Locale::toLanguageTag);
    }

    private static Incident incident(CauseType cause) {
        return Incident.builder(ID, Instant.parse("2026-11-24T09:32:05Z"), cause)
                .answeredBy(cause == CauseType.UPSTREAM_ERROR_RESPONSE ? "nginx" : null)
                .build();
    }

    private static ClientPreferences visitor(String method, String language) {
        return new ClientPreferences(method, "text/html", language, null, null);
    }

    private Page usual(String language) {
        return pages.render(incident(CauseType.CONNECTION_REFUSED), visitor("GET", language));
    }

    /** Shows a page, and checks what is to hold for each: nothing missing, nothing sticking out, nothing asked for elsewhere. */
    private void show(Page shown, String name) throws Exception {
        URI address = site.serve(shown);
        tab.open(address);
        Files.write(PICTURES.resolve(name + ".png"), tab.picture(true));
        assertThat(tab.requested()).as("requests").containsExactly(address.toString());
        assertThat(tab.evaluate("window.violations.join()").asText())
                .as("violations of the policy")
                .isEmpty();
        // The browser tells the status, as it does of each answer of 502.
        assertThat(tab.logged())
                .as("complaints")
                .allSatisfy(text -> assertThat(text).contains("the server responded with a status of 502"));
        assertNothingSticksOut();
    }

    private void assertNothingSticksOut() throws Exception {
        assertThat(tab.evaluate("""
                [...document.querySelectorAll('body *')].filter(e => {
                    const box = e.getBoundingClientRect();
                    return box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5);
                }).map(e => e.outerHTML.slice(0, 80)).join('\\n')
                    + (document.documentElement.scrollWidth > innerWidth ? 'the page itself' : '')
                """).asText()).as("what sticks out").isEmpty();
    }

    private void assertAccessible() throws Exception {
        tab.evaluate(axe);
        JsonNode found = tab.evaluate("""
                axe.run(document, {runOnly: {type: 'tag', values:
                    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
                    .then(r => ({passes: r.passes.length, violations: r.violations.map(v =>
                        v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))}))
                """);
        assertThat(found.get("passes").asInt()).as("rules that were applied").isGreaterThan(15);
        assertThat(found.get("violations")).as("violations of WCAG 2.2 AA").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void usualPage_isAccessibleAndInOnePiece(String language) throws Exception {
        for (String theme : List.of("light", "dark")) {
            for (int width : new int[] {320, 1280}) {
                tab.look(width, 900, theme);
                show(usual(language), language + "-" + theme + "-" + width);
                assertAccessible();
            }
        }
    }

    /** The most that a page can say: of a payment, behind another gateway, with a notice and a logo. */
    @ParameterizedTest
    @MethodSource("languages")
    void fullPage_isAccessibleAndInOnePiece(String language) throws Exception {
        Brand brand = LANTERN.toBuilder()
                .service("Donaudampfschifffahrtsgesellschaft")
                .logo(Logo.of(
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 40'><path d='M0 0h400v40H0z' fill='#1d5f5a'/></svg>"
                                .getBytes(UTF_8)))
                .build();
        notices.post(new Notice("We are moving.", Locale.ENGLISH, Instant.parse("2026-11-24T18:00:00Z")));
        try {
            ErrorPages full = ErrorPages.builder().brand(brand).notices(notices).build();
            tab.look(320, 900, "light");
            show(
                    full.render(incident(CauseType.UPSTREAM_ERROR_RESPONSE), visitor("POST", language)),
                    language + "-full-320");
            assertAccessible();
        } finally {
            notices.clear();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void explanation_isAccessibleAndInOnePiece(String language) throws Exception {
        tab.look(320, 900, "dark");
        show(
                pages.problemType(CauseType.TLS_CERTIFICATE_ERROR, visitor("GET", language)),
                language + "-explanation-320");
        assertAccessible();
    }

    @Test
    void listOfCauses_isAccessibleAndInOnePiece() throws Exception {
        tab.look(320, 900, "light");
        show(pages.problemTypes(visitor("GET", "en")), "en-explanations-320");
        assertAccessible();
    }

    /** WCAG 2.2, 1.4.12: what readers may set themselves; and 1.4.4: twice the size. */
    @ParameterizedTest
    @ValueSource(strings = {"de", "ar", "th", "ja", "hu"})
    void pageWithTheReadersOwnSpacing_isInOnePiece(String language) throws Exception {
        tab.look(320, 900, "light");
        show(usual(language), language + "-spacing-320");
        tab.evaluate("""
                const own = new CSSStyleSheet();
                own.replaceSync('* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}'
                    + 'p {margin-block-end: 2em !important}');
                document.adoptedStyleSheets = [own];
                """);
        assertNothingSticksOut();
        tab.look(640, 900, "light");
        tab.evaluate("document.adoptedStyleSheets[0].replaceSync('html {font-size: 200% !important}')");
        assertNothingSticksOut();
    }

    @ParameterizedTest
    @CsvSource({"forced,1280", "print,800"})
    void otherMedia_showEverything(String media, int width) throws Exception {
        tab.look(width, 900, "light", media);
        show(usual("en"), "en-" + media);
        assertThat(tab.evaluate("document.querySelector('main').innerText").asText())
                .contains("We can’t reach the service right now", "Not responding", ID);
    }

    @Test
    void largeScreen_isFilledModestly() throws Exception {
        tab.look(3840, 2160, "light");
        show(usual("en"), "en-light-3840");
        assertThat(tab.evaluate("parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)")
                        .asDouble())
                .isGreaterThan(24);
        assertThat(tab.evaluate("document.documentElement.scrollHeight").asInt())
                .isEqualTo(2160);
    }

    @Test
    void everyTarget_isLargeEnoughForAFinger() throws Exception {
        tab.look(320, 900, "light");
        show(usual("en"), "en-targets");
        assertThat(tab.evaluate("""
                [...document.querySelectorAll('a')].map(a => a.getBoundingClientRect())
                    .filter(box => box.height < 44).length
                """).asInt()).isZero();
    }

    @Test
    void enhancements_countDownTryAgainAndStop() throws Exception {
        ErrorPages enhanced =
                ErrorPages.builder().brand(LANTERN).enhancements(true).build();
        Page counting = enhanced.render(incident(CauseType.CONNECTION_REFUSED), visitor("GET", "en"));
        try (Tab own = browser.open()) {
            own.look(1280, 900, "light");
            own.open(site.serve(counting));
            assertThat(own.evaluate("window.violations.join()").asText()).isEmpty();
            String left = own.evaluate("document.querySelector('[role=timer]').textContent")
                    .asText();
            assertThat(left).matches("0:[234]\\d");
            own.evaluate(axe);
            assertThat(own.evaluate("axe.run().then(r => r.violations.map(v => v.id).join())")
                            .asText())
                    .isEmpty();
            own.evaluate("document.querySelector('.auto button').click()");
            assertThat(own.evaluate("document.querySelector('.auto').hidden").asBoolean())
                    .isTrue();
            assertThat(own.evaluate("document.activeElement.textContent").asText())
                    .isEqualTo("Try again");
        }
        try (Tab hasty = browser.open()) {
            // Seconds that pass at once; as many tries as there may be, and no more.
            hasty.onEachPage("const slow = window.setInterval; window.setInterval = f => slow(f, 1)");
            int before = site.served();
            hasty.open(site.serve(counting));
            Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
            while (site.served() < before + 6 && Instant.now().isBefore(giveUp)) {
                Thread.sleep(100);
            }
            // A seventh try would come within a few milliseconds; nothing tells that none comes.
            Thread.sleep(1000);
            assertThat(site.served() - before).isEqualTo(6);
            assertThat(hasty.evaluate("document.querySelector('.auto').hidden").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void reference_isCopied() throws Exception {
        ErrorPages enhanced = ErrorPages.builder().enhancements(true).build();
        Page page = enhanced.render(incident(CauseType.CONNECTION_REFUSED), visitor("GET", "en"));
        try (Tab own = browser.open()) {
            own.open(site.serve(page));
            own.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }");
            own.evaluate("document.querySelector('.copy').click()");
            assertThat(own.evaluate("new Promise(r => setTimeout(() => r(window.copied), 50))")
                            .asText())
                    .isEqualTo(ID);
            assertThat(own.evaluate("document.querySelector('[role=status]').textContent")
                            .asText())
                    .isEqualTo("Copied");
        }
    }

    /** Pages of the example, with its logos and its template; {@code -Dgatefault.pictures=write} puts them into the README. */
    @Test
    void pages_areThoseInTheReadme() throws Exception {
        ErrorPages lantern = ofTheExample(LANTERN.toBuilder().colorDark("#7fd1c7"), "gatefault");
        ErrorPages acme = ofTheExample(
                Brand.builder()
                        .name("Acme Freight")
                        .color("#9a3412")
                        .colorDark("#fdba74")
                        .statusPage(URI.create("https://status.acme-freight.example/"))
                        .help(URI.create("tel:+1-555-0100")),
                "acme");
        tab.look(900, 900, "light");
        show(lantern.render(incident(CauseType.CONNECTION_REFUSED), visitor("GET", "en")), "page-en");
        tab.look(600, 900, "dark");
        show(lantern.render(incident(CauseType.HTTP_RESPONSE_TIMEOUT), visitor("POST", "en")), "page-en-dark");
        tab.look(600, 900, "light");
        show(lantern.render(incident(CauseType.HTTP_RESPONSE_TIMEOUT), visitor("GET", "ar")), "page-ar");
        show(acme.render(incident(CauseType.TLS_CERTIFICATE_ERROR), visitor("GET", "zh-Hans")), "page-zh-Hans");
        if ("write".equals(System.getProperty("gatefault.pictures"))) {
            for (String name : List.of("page-en", "page-en-dark", "page-ar", "page-zh-Hans")) {
                Files.write(
                        Path.of("../../docs/pictures").resolve(name + ".png"),
                        Files.readAllBytes(PICTURES.resolve(name + ".png")));
            }
        }
    }

    private static ErrorPages ofTheExample(Brand.Builder brand, String logos) throws IOException {
        Path folder = Path.of("../../jetty-example/src/main/webapp/WEB-INF");
        return ErrorPages.builder()
                .brand(brand.logo(Logo.of(Files.readAllBytes(folder.resolve(logos + "/logo.svg"))))
                        .logoDark(Logo.of(Files.readAllBytes(folder.resolve(logos + "/logo-dark.svg"))))
                        .build())
                .templates(name -> {
                    Path file = folder.resolve("gatefault").resolve(name);
                    return Files.exists(file) ? Files.newInputStream(file) : null;
                })
                .build();
    }
}
