package io.github.gatefault.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gatefault.pages.internal.http.QualityItem;
import java.util.Objects;

class NegotiationFuzzTest {
    /** No {@code Accept} breaks its parser. */
    @FuzzTest(maxDuration = "20s")
    void anyAccept_givesAFormat(String accept) {
        Objects.requireNonNull(Negotiation.format(new ClientPreferences("GET", accept, null, null, null)));
        Objects.requireNonNull(Negotiation.format(new ClientPreferences("GET", accept, null, "document", null)));
        assertThat(QualityItem.parse(accept)).hasSizeLessThanOrEqualTo(64).allSatisfy(item -> {
            assertThat(item.quality()).isBetween(0, 1000);
            assertThat(item.value()).isNotBlank().hasSizeLessThan(128);
        });
    }
}
