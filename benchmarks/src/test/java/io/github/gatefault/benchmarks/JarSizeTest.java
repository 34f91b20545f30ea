package io.github.gatefault.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.pages.ErrorPages;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What every user downloads: see docs/decisions/0012-what-the-jars-may-weigh.md. */
class JarSizeTest {
    private static final long LIMIT = 700_000;

    private static long sizeOfJarWith(Class<?> type) throws Exception {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(Files.isRegularFile(jar), "Without the phase package there are no jars");
        return Files.size(jar);
    }

    @Test
    void jarsOfPagesAndFilter_stayWithinTheirLimit() throws Exception {
        assertThat(sizeOfJarWith(ErrorPages.class) + sizeOfJarWith(BadGatewayFilter.class))
                .isLessThanOrEqualTo(LIMIT);
    }
}
