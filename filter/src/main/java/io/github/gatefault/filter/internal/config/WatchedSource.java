package io.github.gatefault.filter.internal.config;

import io.github.gatefault.pages.template.TemplateSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers what it gave, and what it had not, so that it can tell whether anything of that is different now. */
public final class WatchedSource implements TemplateSource {
    private static final byte[] NONE = {};

    private final TemplateSource source;
    private final Map<String, byte[]> given = new ConcurrentHashMap<>();

    /** Watches this source. */
    public WatchedSource(TemplateSource source) {
        this.source = source;
    }

    @Override
    public @Nullable InputStream open(String name) throws IOException {
        byte[] content = read(name);
        given.put(name, content);
        return content == NONE ? null : new ByteArrayInputStream(content);
    }

    /** Returns whether anything that was opened is different now, is gone, or is there; what cannot be read is different. */
    public boolean hasChanged() {
        return given.entrySet().stream().anyMatch(file -> !isAsBefore(file.getKey(), file.getValue()));
    }

    private boolean isAsBefore(String name, byte[] before) {
        try {
            byte[] now = read(name);
            return (now == NONE) == (before == NONE) && Arrays.equals(now, before);
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = source.open(name)) {
            return in == null ? NONE : in.readAllBytes();
        }
    }
}
