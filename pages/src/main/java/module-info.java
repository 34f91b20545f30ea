/**
 * The words for upstream failures and the pages that tell them to people and programs. It knows no servlet container: it
 * also renders in a build, or for another layer that answers in our stead.
 */
// Mustache.java has no module descriptor of its own, only a reserved name.
@SuppressWarnings("requires-automatic")
module io.github.gatefault.pages {
    requires com.fasterxml.jackson.core;
    requires com.github.mustachejava;
    requires java.xml;
    requires static transitive org.jspecify;

    exports io.github.gatefault.cause;
    exports io.github.gatefault.pages;
    exports io.github.gatefault.runbook;
}
