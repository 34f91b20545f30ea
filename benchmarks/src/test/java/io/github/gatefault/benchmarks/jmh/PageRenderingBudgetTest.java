package io.github.gatefault.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.pages.internal.render.PageRendering;
import org.junit.jupiter.api.Test;

/** Filling a cached page costs about a tenth of executing its template. */
class PageRenderingBudgetTest {
    private final PageRendering page = new PageRendering();

    /** The text, which both make, is not counted. JDKs differ a little in the cost of a template. */
    @Test
    void filling_allocatesAboutATenth() throws Exception {
        long text = Cost.bytes(page::textOnly, Long.MAX_VALUE);
        long executed = Cost.bytes(page::executed, Long.MAX_VALUE) - text;
        long limit = executed / 8;
        assertThat(Cost.bytes(page::filled, limit + text) - text).isLessThanOrEqualTo(limit);
    }

    /** A tenth, three times over. */
    @Test
    void filling_takesAFractionOfTheTime() throws Exception {
        double limit = 0.3;
        assertThat(Cost.share(page::filled, page::executed, limit)).isLessThanOrEqualTo(limit);
    }
}
