package io.github.gatefault.pages.template;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where templates and message bundles come from: a folder, a class path, a web application. */
@FunctionalInterface
public interface TemplateSource {
    /**
     * Returns the UTF-8 text of this name, such as {@code page.mustache} or {@code messages_de.properties}, or {@code null}
     * where this source has none. The caller closes it.
     *
     * @throws IOException if there is one that cannot be read
     */
    @Nullable
    InputStream open(String name) throws IOException;

    /** Returns a source that looks here first, then there. */
    default TemplateSource orElse(TemplateSource next) {
        return name -> {
            InputStream found = open(name);
            return found != null ? found : next.open(name);
        };
    }
}
