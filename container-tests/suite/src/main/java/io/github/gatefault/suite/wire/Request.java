package io.github.gatefault.suite.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A request of HTTP/1.1, as text to be changed and then sent as it stands. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Request(String method, String target, List<Field> fields, byte[] body) {
    /** Copies the fields. */
    public Request {
        fields = List.copyOf(fields);
    }

    /** Starts a request without a body. */
    public static Request of(String method, String target) {
        return new Request(method, target, List.of(), new byte[0]);
    }

    /** Starts a GET. */
    public static Request get(String target) {
        return of("GET", target);
    }

    /** Returns this request with one more field. */
    public Request with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Request(method, target, more, body);
    }

    /** Returns this request with a text body. */
    public Request body(String text) {
        return new Request(method, target, fields, text.getBytes(UTF_8));
    }

    /** Returns this request with a body. */
    public Request body(byte[] bytes) {
        return new Request(method, target, fields, bytes);
    }

    /** Returns whether there is a field of this name. */
    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** Returns the bytes: Host and Content-Length are added where they are missing. */
    public byte[] bytes() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (!has("Host")) {
            head.append("Host: shop.example\r\n");
        }
        for (Field field : fields) {
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        if (body.length > 0 && !has("Content-Length") && !has("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
