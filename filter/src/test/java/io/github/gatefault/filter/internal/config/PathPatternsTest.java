package io.github.gatefault.filter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
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
        HttpServletRequest request = mock();
        when(request.getRequestURI()).thenReturn(uri);
        when(request.getContextPath()).thenReturn("/shop");
        return request;
    }
}
