package io.github.gatefault.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.pages.PageRendering;
import org.junit.jupiter.api.Test;

/** A page that is kept and filled costs at most a tenth of one that is made by its template each time. */
class PageRenderingBudgetTest {
    private final PageRendering page = new PageRendering();

    @Test
    void pageThatIsFilled_allocatesATenth() throws Exception {
        long executed = Cost.bytes(page::executed, Long.MAX_VALUE);
        assertThat(Cost.bytes(page::filled, executed / 10)).isLessThanOrEqualTo(executed / 10);
    }

    /** A tenth, three times over. */
    @Test
    void pageThatIsFilled_takesAFractionOfTheTime() throws Exception {
        double limit = 0.3;
        assertThat(Cost.share(page::filled, page::executed, limit)).isLessThanOrEqualTo(limit);
    }
}
