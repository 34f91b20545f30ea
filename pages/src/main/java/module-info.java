/** The causes of upstream failures, and the pages that explain one to people and programs, without a container. */
// Mustache.java has no module descriptor, only a reserved name.
// The filter's module is compiled after this one, so the compiler does not know it yet.
@SuppressWarnings({"requires-automatic", "module"})
module io.github.gatefault.pages {
    requires com.fasterxml.jackson.core;
    requires com.github.mustachejava;
    requires static transitive org.jspecify;

    exports io.github.gatefault.cause;
    exports io.github.gatefault.pages;
    exports io.github.gatefault.pages.brand;
    exports io.github.gatefault.pages.template;
    exports io.github.gatefault.pages.internal.brand to
            io.github.gatefault.filter;
    exports io.github.gatefault.pages.internal.lookup to
            io.github.gatefault.filter;
    exports io.github.gatefault.pages.internal.preview to
            io.github.gatefault.filter;
    exports io.github.gatefault.pages.internal.text to
            io.github.gatefault.filter,
            io.github.gatefault.spring;
    exports io.github.gatefault.runbook;
}
