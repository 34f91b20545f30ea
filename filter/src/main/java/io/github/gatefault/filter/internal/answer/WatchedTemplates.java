package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.pages.template.TemplateSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers each file that was opened, and each that was missing, so that it can tell whether one has changed. */
final class WatchedTemplates implements TemplateSource {
    private static final byte[] MISSING = {};

    private final TemplateSource source;
    private final Map<String, byte[]> opened = new ConcurrentHashMap<>();

    WatchedTemplates(TemplateSource source) {
        this.source = source;
    }

    @Override
    public @Nullable InputStream open(String name) throws IOException {
        byte[] content = read(name);
        opened.put(name, content);
        return content == MISSING ? null : new ByteArrayInputStream(content);
    }

    /** Returns whether a file has changed, has gone or has appeared; a file that cannot be read has changed. */
    boolean hasChanged() {
        return opened.entrySet().stream().anyMatch(file -> !isUnchanged(file.getKey(), file.getValue()));
    }

    private boolean isUnchanged(String name, byte[] before) {
        try {
            byte[] now = read(name);
            return (now == MISSING) == (before == MISSING) && Arrays.equals(now, before);
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = source.open(name)) {
            return in == null ? MISSING : in.readAllBytes();
        }
    }
}
