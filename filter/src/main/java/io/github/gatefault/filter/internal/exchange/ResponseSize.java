package io.github.gatefault.filter.internal.exchange;

/** How much the app has announced and written: an estimate of its headers, the declared length, and the bytes of the body. */
final class ResponseSize {
    private static final long UNKNOWN = -1;

    /** Only the container knows how it encodes text. */
    private static final long UNCOUNTABLE = Long.MIN_VALUE;

    private static final int NAME_OVERHEAD = 4;

    private long declared = UNKNOWN;
    private long written;
    private int headerBytes;

    /** Adds a header; one that is set twice counts twice. */
    void addHeader(String name, int valueLength) {
        headerBytes += name.length() + valueLength + NAME_OVERHEAD;
    }

    int headerBytes() {
        return headerBytes;
    }

    void resetHeaders() {
        headerBytes = 0;
    }

    void declare(long length) {
        declared = length;
    }

    /** Returns the length that a header has; none if it is no number. */
    static long parseLength(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    void addBytes(long bytes) {
        written = written < 0 ? written : written + bytes;
    }

    void addText() {
        written = UNCOUNTABLE;
    }

    void resetBody() {
        written = 0;
    }

    void reset() {
        declared = UNKNOWN;
        resetBody();
        resetHeaders();
    }

    boolean hasHeaders() {
        return headerBytes != 0 || declared != UNKNOWN;
    }

    boolean hasBody() {
        return written != 0;
    }

    boolean announcesBody() {
        return declared > 0;
    }

    /** Returns whether fewer bytes were written than declared. */
    boolean isShort() {
        return declared > 0 && written >= 0 && written < declared;
    }

    /** Returns whether as many bytes were written as declared. */
    boolean isWhole() {
        return declared >= 0 && written == declared;
    }

    /** Returns whether no more bytes can follow. */
    boolean isExhausted() {
        return declared >= 0 && written >= declared;
    }

    String shortfall() {
        return written + " of " + declared + " bytes";
    }
}
