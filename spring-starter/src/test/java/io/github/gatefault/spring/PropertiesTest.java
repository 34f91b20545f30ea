package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.StatusPolicy;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockServletContext;

class PropertiesTest {
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path CONFIGURATION = Path.of("../docs/configuration.md");
    private static final ServletContext CONTEXT = new MockServletContext();

    /** Beans, or the file that application.yaml is. */
    private static final Set<String> OTHERWISE_IN_SPRING = Set.of(
            "config",
            "listeners",
            "classifiers",
            "language-resolver",
            "metrics",
            "incident-store",
            "incident-store-capacity",
            "incident-store-jdbc-data-source",
            "incident-store-retention");

    @Test
    void everyProperty_isDescribed_inASentence() throws IOException {
        assertThat(StreamSupport.stream(metadata().spliterator(), false))
                .hasSizeGreaterThan(30)
                .allSatisfy(property -> assertThat(property.path("description").asText())
                        .as(property.path("name").asText())
                        .matches("[A-Z][^.].{15,}\\.")
                        .doesNotMatch("^(\\w+) \\1\\b.*")
                        .doesNotStartWith("The ")
                        .doesNotStartWith("A "));
    }

    @Test
    void everyKeyOfTheDocumentation_isAProperty_withTheSameDefault() throws IOException {
        Map<String, JsonNode> properties = new TreeMap<>();
        metadata()
                .forEach(property ->
                        properties.put(property.path("name").asText().replace("gatefault.", ""), property));

        assertThat(documentedKeys()).hasSizeGreaterThan(25).allSatisfy((key, byDefault) -> {
            assertThat(properties).containsKey(key);
            String value = properties
                    .getOrDefault(key, MissingNode.getInstance())
                    .path("defaultValue")
                    .asText();
            if (byDefault.startsWith("`") && !key.equals("templates")) {
                assertThat(value).as(key).isEqualTo(byDefault.replace("`", ""));
            }
        });
    }

    @Test
    void everyPropertyOfTheFilter_reachesIt() throws IOException {
        Map<String, String> settings = bind(Map.of(
                        "include-paths", "/shop/*, /cart",
                        "service-names", "orders=your orders",
                        "formats[0]", "/api/=problem+json",
                        "brand.shop.hosts", "shop.example,*.shop.example",
                        "brand.shop.name", "The Shop",
                        "brand.shop.color", "#8b0000"))
                .settings();

        assertThat(settings)
                .containsEntry("include-paths", "/shop/*, /cart")
                .containsEntry("service-names", "orders=your orders")
                .containsEntry("formats", "/api/=problem+json")
                .containsEntry("brand.shop.hosts", "shop.example, *.shop.example")
                .containsEntry("brand.shop.name", "The Shop")
                .containsEntry("brand.shop.color", "#8b0000");
        assertThat(documentedKeys().keySet()).allSatisfy(key -> {
            String value = valueOf(key);
            assertThat(bind(Map.of(key, value)).settings()).containsEntry(key, value);
        });
    }

    @Test
    void whatIsNotSaid_isLeftToTheFilter_whichStarts() {
        Map<String, String> settings = bind(Map.of()).settings();

        assertThat(settings).isEmpty();
        assertThatNoException()
                .isThrownBy(() -> BadGatewayFilter.builder(settings).build().start(CONTEXT));
    }

    @Test
    void noStatusToBeLookedAt_isSaidByAnEmptyValue() {
        assertThat(bind(Map.of("relayed-statuses", "")).settings()).containsEntry("relayed-statuses", "");
    }

    @Test
    void defaultsOfWhatSpringItselfReads_areThoseThatIdesShow() throws IOException {
        GatefaultProperties properties = bind(Map.of());

        assertThat(Map.of(
                        "gatefault.compatibility-check", properties.checksCompatibility(),
                        "gatefault.order", properties.filterOrder(),
                        "gatefault.correlation-header", properties.outgoingHeader(),
                        "gatefault.send-correlation-id", properties.sendsCorrelationId(),
                        "gatefault.incident-store", properties.store()))
                .allSatisfy((name, value) ->
                        assertThat(String.valueOf(value)).as(name).isEqualToIgnoringCase(defaultOf(name)));
    }

    /** Annotations of components are what made the start slow: each component reads those of all. */
    @Test
    void noComponent_hasAnAnnotation() {
        assertThat(GatefaultProperties.class.getRecordComponents())
                .allSatisfy(component -> assertThat(component.getAnnotations()).isEmpty());
    }

    private static String defaultOf(String name) {
        try {
            return StreamSupport.stream(metadata().spliterator(), false)
                    .filter(property -> property.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("defaultValue")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a value that this key may have. */
    private static String valueOf(String key) {
        RecordComponent component = Arrays.stream(GatefaultProperties.class.getRecordComponents())
                .filter(any ->
                        DataObjectPropertyName.toDashedForm(any.getName()).equals(key))
                .findFirst()
                .orElseThrow();
        if (component.getType() == Boolean.class) {
            return "true";
        }
        return component.getType() == StatusPolicy.class ? "always-502" : "x";
    }

    private static GatefaultProperties bind(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>();
        values.forEach((key, value) -> all.put("gatefault." + key, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("gatefault", Bindable.of(GatefaultProperties.class));
    }

    private static JsonNode metadata() throws IOException {
        return new ObjectMapper().readTree(Files.readString(METADATA)).path("properties");
    }

    /** Returns the keys of the table, and what it says of their defaults. */
    private static Map<String, String> documentedKeys() throws IOException {
        Map<String, String> keys = new TreeMap<>();
        Pattern row = Pattern.compile("\\| ((?:`[a-z-]+`(?:, )?)+) \\| ([^|]*) \\|.*");
        for (String line : Files.readAllLines(CONFIGURATION)) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                for (String key : matcher.group(1).replace("`", "").split(", ", -1)) {
                    keys.put(key, matcher.group(2).replaceAll(", then.*", ""));
                }
            }
        }
        keys.keySet().removeAll(OTHERWISE_IN_SPRING);
        return keys;
    }
}
