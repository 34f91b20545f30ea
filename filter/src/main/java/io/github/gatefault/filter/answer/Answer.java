package io.github.gatefault.filter.answer;

import java.util.List;

/**
 * An answer of ours, ready to be written.
 *
 * @param status the HTTP status
 * @param contentType the exact {@code Content-Type}
 * @param headers all further headers; what the response has under their names gives way
 * @param vary what the answer depends on, to be added to what the response says already
 * @param body the bytes; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // An answer is written, not compared.
public record Answer(int status, String contentType, List<Header> headers, String vary, byte[] body) {

    /** One header line. */
    public record Header(String name, String value) {}
}
