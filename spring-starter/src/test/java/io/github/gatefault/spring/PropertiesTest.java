package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.internal.config.FilterSettings;
import io.github.gatefault.filter.internal.config.Setting;
import io.github.gatefault.filter.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.web.MockServletContext;

class PropertiesTest {
    private static final Path METADATA = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    /** Written by {@code -Dgatefault.documentation.update=true}. */
    @Test
    void metadata_isThatOfTheTable() throws IOException {
        String metadata = metadata() + "\n";

        if (Boolean.getBoolean("gatefault.documentation.update")) {
            Files.writeString(METADATA, metadata);
        } else {
            assertThat(Files.readString(METADATA)).isEqualTo(metadata);
        }
    }

    private static String metadata() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.putArray("groups").addObject().put("name", GatefaultProperties.PREFIX);
        ArrayNode properties = root.putArray("properties");
        ArrayNode hints = root.putArray("hints");
        Map<String, Setting<?>> sorted = new TreeMap<>();
        GatefaultProperties.all().forEach(setting -> sorted.put(setting.key(), setting));
        sorted.forEach((key, setting) -> {
            String name = GatefaultProperties.PREFIX + "." + key;
            if (key.contains("<name>")) {
                return;
            }
            ObjectNode property = properties
                    .addObject()
                    .put("name", name)
                    .put("type", setting.type().getName())
                    .put("description", plain(setting.description()));
            if (setting.defaultText() != null) {
                property.putPOJO(
                        "defaultValue",
                        setting.type() == String.class ? setting.defaultText() : setting.parse(setting.defaultText()));
            }
            if (!setting.choices().isEmpty() && setting.type() == String.class) {
                ArrayNode values = hints.addObject().put("name", name).putArray("values");
                setting.choices().forEach(choice -> values.addObject().put("value", choice));
            }
        });
        new TreeMap<>(Map.of("brand", "Brands of their own for some hosts", "upstreams", "Upstreams that have names"))
                .forEach((group, description) -> properties
                        .addObject()
                        .put("name", GatefaultProperties.PREFIX + "." + group)
                        .put("type", "java.util.Map<java.lang.String,java.lang.Object>")
                        .put("description", description + ", by names of your choice."));
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return mapper.writer(printer).writeValueAsString(root);
    }

    /** Returns the text without its Markdown. */
    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
    }

    @Test
    void everyProperty_isDescribed_inASentence() {
        assertThat(GatefaultProperties.all()).hasSizeGreaterThan(40).allSatisfy(setting -> {
            assertThat(setting.description()).as(setting.key()).matches("(?s)[A-Z`].{10,}\\.");
            assertThat(FilterSettings.all()).extracting(Setting::key).doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            include-paths         | /shop/*, /cart    | include-paths
            includePaths          | /shop/*           | include-paths
            include_paths         | /shop/*           | include-paths
            formats[0]            | /api/=text        | formats
            service-names         | orders=your own   | service-names
            brandColorDark        | #ccaaff           | brand-color-dark
            brand.shop.hosts[0]   | shop.example      | brand.shop.hosts
            brand.shop.colorDark  | #ccaaff           | brand.shop.color-dark
            brand.My-Shop.name    | The Shop          | brand.My-Shop.name
            relayed-statuses      | ''                | relayed-statuses
            status                | always-502        | status
            """)
    void everyRelaxedForm_reachesTheFilter(String name, String value, String key) {
        assertThat(properties(Map.of(name, value)).settings()).containsEntry(key, value);
    }

    @Test
    void list_isOneText_inItsOrder() {
        Map<String, Object> items = new LinkedHashMap<>();
        for (int i = 11; i >= 0; i--) {
            items.put("exclude-paths[" + i + "]", "/p" + i);
        }

        assertThat(properties(items).settings().get("exclude-paths"))
                .startsWith("/p0, /p1, /p2")
                .endsWith("/p10, /p11");
    }

    @Test
    void variableOfTheSystem_setsAProperty_andOneThatIsNone_isLeftAlone() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of("GATEFAULT_PROXYNAME", "edge", "GATEFAULT_HOME", "/opt")));

        assertThat(GatefaultProperties.of(environment).settings()).isEqualTo(Map.of("proxy-name", "edge"));
    }

    @Test
    void everySettingOfTheFilter_isAProperty_exceptWhatIsABeanInSpring() {
        assertThat(FilterSettings.all())
                .filteredOn(setting -> !GatefaultProperties.all().contains(setting))
                .extracting(Setting::key)
                .containsExactlyInAnyOrder(
                        "config",
                        "listeners",
                        "classifiers",
                        "language-resolver",
                        "metrics",
                        "incident-store-jdbc-data-source",
                        // Spring has these in a form of its own.
                        "incident-store",
                        "incident-store-capacity",
                        "incident-store-retention");
    }

    @Test
    void nothing_startsTheFilterWithItsDefaults() {
        GatefaultProperties properties = properties(Map.of());

        assertThat(properties.settings()).isEmpty();
        assertThat(properties.get(GatefaultProperties.ORDER)).isEqualTo(Integer.MIN_VALUE + 2);
        assertThat(properties.get(FilterSettings.CORRELATION_HEADER)).isEqualTo("X-Correlation-Id");
        assertThatNoException()
                .isThrownBy(() ->
                        BadGatewayFilter.builder(properties.settings()).build().start(new MockServletContext()));
    }

    @Test
    void whatOnlySpringHas_isReadAsSpringReadsIt() {
        GatefaultProperties properties = properties(Map.of(
                "incident-store-retention", "7d",
                "order", "5",
                "send-correlation-id", "false",
                "upstreams.orders.url", "https://orders.internal/health"));

        assertThat(properties.find(GatefaultProperties.INCIDENT_STORE_RETENTION))
                .isEqualTo(Duration.ofDays(7));
        assertThat(properties.get(GatefaultProperties.ORDER)).isEqualTo(5);
        assertThat(properties.get(GatefaultProperties.SEND_CORRELATION_ID)).isFalse();
        assertThat(properties.upstreams().all()).extracting(Upstream::name).containsExactly("orders");
        assertThat(properties.settings()).isEmpty();
    }

    @Test
    void unknownKey_isRefused_withTheNearestOne() {
        assertThatThrownBy(() -> properties(Map.of("brand-colour", "#663399")))
                .hasMessage("there is no setting \"brand-colour\"; did you mean brand-color?");
    }

    private static GatefaultProperties properties(Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put("gatefault." + name, value));
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        return GatefaultProperties.of(environment);
    }
}
