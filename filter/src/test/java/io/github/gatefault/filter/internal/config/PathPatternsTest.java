package io.github.gatefault.filter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /health              | /shop/health      | true
            /health              | /shop/health/     | false
            /health              | /shop/healthy     | false
            /health              | /health           | false
            /internal/*          | /shop/internal    | true
            /internal/*          | /shop/internal/   | true
            /internal/**         | /shop/internal/a/b | true
            /internal/*          | /shop/internals   | false
            /*                   | /shop             | true
            /*                   | /shop/a           | true
            /health, /internal/* | /shop/internal/a  | true
            /health, /internal/* | /shop/cart        | false
            """)
    void pattern_isAPath_orAllBelowOne(String patterns, String uri, boolean match) {
        assertThat(PathPatterns.parse(patterns).match(request(uri))).isEqualTo(match);
    }

    private static HttpServletRequest request(String uri) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                PathPatternsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> method.getName().equals("getRequestURI") ? uri : "/shop");
    }
}
