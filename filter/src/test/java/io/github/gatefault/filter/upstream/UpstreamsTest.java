package io.github.gatefault.filter.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamsTest {
    private static final Upstreams UPSTREAMS = Upstreams.parse(Map.of(
            "upstreams.orders.hosts", "Orders.internal, 10.0.0.5:8080, *.orders.internal, [fd00::5]",
            "upstreams.orders-eu.hosts", "*.eu.orders.internal, orders.internal:9443",
            "upstreams.orders-eu.url", "https://eu.orders.internal/health",
            "upstreams.search.url", "http://search.internal/"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            orders.internal,         80,   orders
            ORDERS.internal.,        80,   orders
            orders.internal,         9443, orders-eu
            10.0.0.5,                8080, orders
            10.0.0.5,                8081, -
            a.orders.internal,       443,  orders
            a.b.orders.internal,     443,  orders
            a.eu.orders.internal,    443,  orders-eu
            eu.orders.internal,      443,  orders
            notorders.internal,      443,  -
            fd00::5,                 443,  orders
            [fd00::5],               443,  orders
            search.internal,         80,   search
            search.internal,         81,   -
            internal,                80,   -
            '',                      80,   -
            ...,                     80,   -
            """)
    void host_hasTheNameOfTheNearest(String host, int port, String name) {
        assertThat(UPSTREAMS.nameOf(host, port).orElse(null)).isEqualTo(name);
    }

    @Test
    void url_isKept_withWhateverHostsThereAre() {
        assertThat(UPSTREAMS.named("orders-eu").orElseThrow().url())
                .isEqualTo(URI.create("https://eu.orders.internal/health"));
        assertThat(UPSTREAMS.named("orders").orElseThrow().url()).isNull();
        assertThat(UPSTREAMS.named("search").orElseThrow().hosts()).isEqualTo(List.of("search.internal:80"));
        assertThat(UPSTREAMS.named("other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upstreams.orders.hosts | orders internal      | must be hosts such as
            upstreams.orders.hosts | ''                   | must be hosts such as
            upstreams.orders.hosts | a,,b                 | must be hosts such as
            upstreams.orders.hosts | orders:0             | must be hosts such as
            upstreams.orders.hosts | orders:65536         | must be hosts such as
            upstreams.orders.hosts | http://orders/       | must be hosts such as
            upstreams.orders.hosts | *                    | must be hosts such as
            upstreams.orders.hosts | a.*.internal         | must be hosts such as
            upstreams.orders.hosts | [orders]             | must be hosts such as
            upstreams.orders.url   | orders/health        | an http(s) URL
            upstreams.orders.url   | ftp://orders/        | an http(s) URL
            upstreams.orders.url   | http://u:p@orders/   | without user
            upstreams.orders.url   | http://orders:70000/ | an http(s) URL
            upstreams.orders.url   | ht tp://orders/      | must be a URL
            upstreams.or ders.url  | http://orders/       | 1 to 64 of A-Za-z0-9_-
            """)
    void badValue_isRefused_inASentence_thatNamesTheKeyTheValueAndWhatIsAllowed(
            String key, String value, String allowed) {
        assertThatThrownBy(() -> Upstreams.parse(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " \"" + value + "\" must be ")
                .hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @CsvSource({"upstreams.orders.host", "upstreams.orders", "upstreams..url", "upstreams.a.b.url", "upstreams.url"})
    void unknownKey_isRefused(String key) {
        assertThatThrownBy(() -> Upstreams.parse(Map.of(key, "http://orders/")))
                .hasMessageStartingWith("there is no setting \"" + key + "\"")
                .hasMessageContaining("hosts and url");
    }

    @Test
    void host_ofTwoUpstreams_isRefused() {
        assertThatThrownBy(() -> Upstreams.parse(
                        Map.of("upstreams.a.hosts", "one.internal", "upstreams.b.hosts", "two.internal, ONE.internal")))
                .hasMessageContaining("host \"one.internal\" must belong to one upstream");
    }
}
