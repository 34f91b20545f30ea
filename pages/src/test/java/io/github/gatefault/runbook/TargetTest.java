package io.github.gatefault.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final String ALL = "nc {host} {port}; s_client {host}:{port}; curl '{url}'";

    @ParameterizedTest
    @CsvSource({
        "orders.internal, , nc orders.internal PORT; s_client orders.internal:PORT; curl 'URL'",
        "orders.internal:8080, , nc orders.internal 8080; s_client orders.internal:8080; curl 'http://orders.internal:8080/'",
        "orders:8443, , nc orders 8443; s_client orders:8443; curl 'https://orders:8443/'",
        "[2001:db8::1]:443, , nc 2001:db8::1 443; s_client [2001:db8::1]:443; curl 'https://[2001:db8::1]:443/'",
        "2001:db8::1, , nc 2001:db8::1 PORT; s_client [2001:db8::1]:PORT; curl 'URL'",
        ", https://orders.internal/health?key=s3cret, nc orders.internal 443; s_client orders.internal:443; curl 'https://orders.internal/health'",
        "10.0.0.5:8080, http://orders.internal/, nc 10.0.0.5 8080; s_client 10.0.0.5:8080; curl 'http://orders.internal/'",
    })
    void knownParts_areFilledIn(String address, String url, String commands) {
        assertThat(Target.of(address, url).fill(ALL)).isEqualTo(commands);
    }

    /** TLS cannot have failed at an http URL, even where the health check uses one. */
    @ParameterizedTest
    @CsvSource({
        "orders.internal, , nc orders.internal 443; s_client orders.internal:443; curl 'https://orders.internal:443/'",
        "orders.internal:8080, , nc orders.internal 8080; s_client orders.internal:8080; curl 'https://orders.internal:8080/'",
        "2001:db8::1, , nc 2001:db8::1 443; s_client [2001:db8::1]:443; curl 'https://[2001:db8::1]:443/'",
        "orders.internal, http://orders.internal/health, nc orders.internal 443; s_client orders.internal:443; curl 'https://orders.internal:443/'",
        "10.0.0.5:8443, http://orders.internal:8081/health, nc 10.0.0.5 8443; s_client 10.0.0.5:8443; curl 'https://10.0.0.5:8443/'",
        "10.0.0.5, HTTPS://orders.internal:8443/health, nc 10.0.0.5 8443; s_client 10.0.0.5:8443; curl 'https://orders.internal:8443/health'",
        ", , nc HOST PORT; s_client HOST:PORT; curl 'URL'",
    })
    void overTls_commandsSayHttps(String address, String url, String commands) {
        assertThat(Target.of(address, url).overTls().fill(ALL)).isEqualTo(commands);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.orders.internal",
                "-oProxyCommand=reboot",
                "a;reboot",
                "$(reboot)",
                "`reboot`",
                "a b",
                "a\nreboot",
                "a'b",
                "a|b",
                "a&b",
                "a>b",
                "a\\b",
                "\u202eabc",
                "ordérs",
                "fe80::1%eth0",
                "[::1",
                "a\u0000b",
            })
    void invalidHost_isLeftOut(String address) {
        assertThat(Target.of(address, null).fill(ALL)).isEqualTo(Target.UNKNOWN.fill(ALL));
        assertThat(Target.of(address + ":80", null).fill("{host}")).isEqualTo("HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:0", "a:65536", "a:-1", "a:8 0", "a:80;reboot", "a:999999999999", "a:８０", "a:"})
    void invalidPort_isLeftOut(String address) {
        assertThat(Target.of(address, null).fill("nc {host} {port}")).isEqualTo("nc a PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:///etc/passwd",
                "http://",
                "http://user:pass@orders/",
                "http://orders/';reboot;'",
                "http://orders/$(reboot)",
                "http://orders/a b",
                "http://-o/",
                "http://orders:99999/",
                "javascript:alert(1)",
                "http://orders/\u202e",
            })
    void invalidUrl_isLeftOut(String url) {
        assertThat(Target.of(null, url).fill(ALL)).isEqualTo(Target.UNKNOWN.fill(ALL));
    }

    @Test
    void aMegabyte_isLeftOut() {
        String megabyte = "a".repeat(1 << 20);
        assertThat(Target.of(megabyte, "http://" + megabyte + "/").fill(ALL)).isEqualTo(Target.UNKNOWN.fill(ALL));
    }
}
