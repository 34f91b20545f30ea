package io.github.gatefault.benchmarks.jmh;

import io.github.gatefault.filter.BadGatewayFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.mock.web.MockFilterConfig;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.zalando.logbook.Correlation;
import org.zalando.logbook.HttpLogWriter;
import org.zalando.logbook.Logbook;
import org.zalando.logbook.Precorrelation;
import org.zalando.logbook.Strategy;
import org.zalando.logbook.core.DefaultHttpLogFormatter;
import org.zalando.logbook.core.DefaultSink;
import org.zalando.logbook.core.DefaultStrategy;
import org.zalando.logbook.core.WithoutBodyStrategy;
import org.zalando.logbook.servlet.LogbookFilter;

/** Who is in front of the app. Public for what JMH generates. */
public enum Front {
    /** Nobody. */
    NONE {
        @Override
        Filter filter() {
            return (request, response, chain) -> chain.doFilter(request, response);
        }
    },

    /** This library's filter, as it comes. */
    GATEFAULT {
        @Override
        Filter filter() {
            return new BadGatewayFilter();
        }
    },

    /** Zalando's Logbook, which formats request and response and here writes them nowhere. */
    LOGBOOK {
        @Override
        Filter filter() {
            return logbook(new DefaultStrategy());
        }
    },

    /** The same, told to leave bodies alone. */
    LOGBOOK_WITHOUT_BODY {
        @Override
        Filter filter() {
            return logbook(new WithoutBodyStrategy());
        }
    },

    /** Spring's filter that computes an {@code ETag} from the body. */
    SHALLOW_ETAG {
        @Override
        Filter filter() {
            return new ShallowEtagHeaderFilter();
        }
    },

    /** Spring's wrapper that keeps the body, as a filter that may want to replace it would use it. */
    CONTENT_CACHING {
        @Override
        Filter filter() {
            return new ContentCachingFilter();
        }
    };

    /** Returns the filter, which is yet to be started. */
    abstract Filter filter();

    /** Returns the app with this in front. */
    FilterChain of(FilterChain app) throws ServletException {
        if (this == NONE) {
            return app;
        }
        Filter filter = filter();
        filter.init(new MockFilterConfig());
        return (request, response) -> filter.doFilter(request, response, app);
    }

    private static Filter logbook(Strategy strategy) {
        Logbook logbook = Logbook.builder()
                .strategy(strategy)
                .sink(new DefaultSink(new DefaultHttpLogFormatter(), new Nowhere()))
                .build();
        return new LogbookFilter(logbook);
    }

    private static final class Nowhere implements HttpLogWriter {
        @Override
        public void write(Precorrelation precorrelation, String request) {}

        @Override
        public void write(Correlation correlation, String response) {}
    }

    private static final class ContentCachingFilter extends HttpFilter {
        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
            chain.doFilter(request, kept);
            kept.copyBodyToResponse();
        }
    }
}
