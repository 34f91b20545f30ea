package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.filter.internal.config.WatchedSource;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.template.TemplateSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages while somebody works on their templates: made anew for the next answer once a file has changed. While they are
 * broken, the last ones that were whole stand in for them.
 */
public final class DevelopmentPages implements Supplier<ErrorPages> {
    private static final Logger log = LoggerFactory.getLogger(DevelopmentPages.class);

    private final TemplateSource templates;
    private final Function<TemplateSource, ErrorPages> make;
    private WatchedSource watched;
    private ErrorPages pages;
    private @Nullable String trouble;

    /**
     * Makes the pages for the first time.
     *
     * @throws IllegalArgumentException if they are broken
     */
    public DevelopmentPages(TemplateSource templates, Function<TemplateSource, ErrorPages> make) {
        this.templates = templates;
        this.make = make;
        this.watched = new WatchedSource(templates);
        this.pages = make.apply(watched);
    }

    @Override
    public synchronized ErrorPages get() {
        if (watched.hasChanged()) {
            watched = new WatchedSource(templates);
            try {
                pages = make.apply(watched);
                trouble = null;
            } catch (RuntimeException e) {
                trouble = String.valueOf(e.getMessage());
                log.warn("The templates are broken; until they are not, answers are as they were before: {}", trouble);
            }
        }
        return pages;
    }

    /** Returns what is wrong with the templates, or {@code null} for nothing. */
    synchronized @Nullable String trouble() {
        return trouble;
    }
}
