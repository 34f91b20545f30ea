package io.github.gatefault.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.pages.internal.render.PageRendering;
import org.junit.jupiter.api.Test;

/** A page that is kept and filled costs about a tenth of one that is made by its template each time. */
class PageRenderingBudgetTest {
    private final PageRendering page = new PageRendering();

    /** Both tell the same story, whose making is not counted. By how much executing a template costs, JDKs differ a little. */
    @Test
    void pageThatIsFilled_allocatesAboutATenth() throws Exception {
        long told = Cost.bytes(page::told, Long.MAX_VALUE);
        long executed = Cost.bytes(page::executed, Long.MAX_VALUE) - told;
        long limit = executed / 8;
        assertThat(Cost.bytes(page::filled, limit + told) - told).isLessThanOrEqualTo(limit);
    }

    /** A tenth, three times over. */
    @Test
    void pageThatIsFilled_takesAFractionOfTheTime() throws Exception {
        double limit = 0.3;
        assertThat(Cost.share(page::filled, page::executed, limit)).isLessThanOrEqualTo(limit);
    }
}
