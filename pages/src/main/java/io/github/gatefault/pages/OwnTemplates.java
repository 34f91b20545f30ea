package io.github.gatefault.pages;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The application's templates, and where it has none ours. Ours are tried out by the tests, the application's at each start. */
final class OwnTemplates implements TemplateSource {
    private final @Nullable TemplateSource own;
    private boolean areThere;

    OwnTemplates(@Nullable TemplateSource own) {
        this.own = own;
    }

    @Override
    public @Nullable InputStream open(String name) throws IOException {
        InputStream found = own == null ? null : own.open(name);
        areThere |= found != null;
        return found != null ? found : Templates.BUILT_IN.open(name);
    }

    /** Returns whether anything that was asked for came from the application. */
    boolean areThere() {
        return areThere;
    }
}
