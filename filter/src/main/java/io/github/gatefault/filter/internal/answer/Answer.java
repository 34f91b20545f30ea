package io.github.gatefault.filter.internal.answer;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer that is ready to be written.
 *
 * @param status the HTTP status
 * @param contentType the exact {@code Content-Type}
 * @param headers all further headers; they replace those of the response
 * @param vary the value to add to {@code Vary}
 * @param body the bytes; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // An answer is written, not compared.
public record Answer(int status, String contentType, List<Header> headers, String vary, byte[] body) {

    /** Returns the answer when everything else failed: constants, and an ID that needs no escaping. */
    public static Answer lastResort(String correlationId) {
        String text = "The service cannot answer right now.\n\ncorrelation_id: " + correlationId + "\n";
        return new Answer(
                502,
                "text/plain;charset=utf-8",
                List.of(new Header("Cache-Control", "no-store")),
                "Accept, Accept-Language",
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** One header line. */
    public record Header(String name, String value) {}
}
