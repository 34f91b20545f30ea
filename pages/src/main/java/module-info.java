/**
 * The words for upstream failures and the pages that tell them to people and programs. It knows no servlet container: it
 * also renders in a build, or for another layer that answers in our stead.
 */
// Mustache.java has no module descriptor of its own, only a reserved name.
// The filter's module is compiled after this one, so the compiler does not know it yet.
@SuppressWarnings({"requires-automatic", "module"})
module io.github.gatefault.pages {
    requires com.fasterxml.jackson.core;
    requires com.github.mustachejava;
    requires java.xml;
    requires static transitive org.jspecify;

    exports io.github.gatefault.cause;
    exports io.github.gatefault.pages;
    exports io.github.gatefault.pages.brand;
    exports io.github.gatefault.pages.template;
    exports io.github.gatefault.pages.internal.lookup to
            io.github.gatefault.filter;
    exports io.github.gatefault.pages.internal.preview to
            io.github.gatefault.filter;
    exports io.github.gatefault.pages.internal.text to
            io.github.gatefault.filter,
            io.github.gatefault.spring;
    exports io.github.gatefault.runbook;
}
