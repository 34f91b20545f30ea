package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.template.TemplateSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages while somebody develops their templates: made again once a file has changed. Keeps the last valid templates. */
public final class ReloadingPages implements Supplier<ErrorPages> {
    private static final Logger log = LoggerFactory.getLogger(ReloadingPages.class);

    private final TemplateSource templates;
    private final Function<TemplateSource, ErrorPages> maker;
    private WatchedTemplates watched;
    private ErrorPages pages;
    private @Nullable String error;

    /**
     * Makes the pages for the first time.
     *
     * @throws IllegalArgumentException if the templates are invalid
     */
    public ReloadingPages(TemplateSource templates, Function<TemplateSource, ErrorPages> maker) {
        this.templates = templates;
        this.maker = maker;
        this.watched = new WatchedTemplates(templates);
        this.pages = maker.apply(watched);
    }

    @Override
    public synchronized ErrorPages get() {
        if (watched.hasChanged()) {
            watched = new WatchedTemplates(templates);
            try {
                pages = maker.apply(watched);
                error = null;
            } catch (RuntimeException e) {
                error = String.valueOf(e.getMessage());
                log.warn("The templates are invalid; the last valid ones are used: {}", error);
            }
        }
        return pages;
    }

    /** Returns what is wrong with the templates, or {@code null} if they are valid. */
    synchronized @Nullable String templateError() {
        return error;
    }

    /** Remembers each file that was opened, and each that was missing, so that it can tell whether one has changed. */
    private static final class WatchedTemplates implements TemplateSource {
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
}
