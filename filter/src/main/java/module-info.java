/**
 * A servlet filter that answers for upstreams that fail. What users need is in the exported packages; the other packages
 * are the stages of the flow, one each.
 */
// Jetty's proxy, Micrometer and OpenTelemetry are on the module path only of those who use them.
// The starter is compiled after this module, so the compiler does not know it yet.
@SuppressWarnings({"module", "requires-automatic", "requires-transitive-automatic"})
module io.github.gatefault.filter {
    requires transitive io.github.gatefault.pages;
    requires transitive jakarta.servlet;
    requires org.slf4j;
    requires static java.naming;
    requires static transitive java.sql;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.common;
    requires static transitive micrometer.core;
    requires static transitive org.eclipse.jetty.client;
    requires static transitive org.eclipse.jetty.ee10.proxy;
    requires static transitive org.eclipse.jetty.ee11.proxy;
    requires static transitive org.jspecify;

    exports io.github.gatefault.filter;
    exports io.github.gatefault.filter.classify;
    exports io.github.gatefault.filter.incident;
    exports io.github.gatefault.filter.internal.config to
            io.github.gatefault.spring;
    exports io.github.gatefault.filter.internal.store to
            io.github.gatefault.spring;
    exports io.github.gatefault.filter.jetty.ee10;
    exports io.github.gatefault.filter.jetty.ee11;
    exports io.github.gatefault.filter.lookup;
    exports io.github.gatefault.filter.metrics;
    exports io.github.gatefault.filter.upstream;
}
