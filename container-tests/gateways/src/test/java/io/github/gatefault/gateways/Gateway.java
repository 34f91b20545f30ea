package io.github.gatefault.gateways;

import java.util.List;
import java.util.Locale;

/** The gateways that Debian has packages of: the package, the program, and how to run it in the foreground. */
enum Gateway {
    NGINX("nginx", "nginx", "-p", "${folder}", "-e", "${folder}/error.log", "-c", "${folder}/nginx.conf"),
    APACHE("apache2", "apache2", "-D", "FOREGROUND", "-f", "${folder}/apache2.conf"),
    HAPROXY("haproxy", "haproxy", "-db", "-f", "${folder}/haproxy.cfg"),
    VARNISH(
            "varnish",
            "varnishd",
            "-F",
            "-j",
            "none",
            "-n",
            "${folder}/work",
            "-s",
            "malloc,16m",
            "-f",
            "${folder}/gateway.vcl",
            "-a",
            "127.0.0.1:${port}"),
    CADDY("caddy", "caddy", "run", "--adapter", "caddyfile", "--config", "${folder}/Caddyfile"),
    SQUID("squid", "squid", "-N", "-f", "${folder}/squid.conf"),
    TRAFFICSERVER("trafficserver", "traffic_server", "--run-root=${folder}"),
    LIGHTTPD("lighttpd", "lighttpd", "-D", "-f", "${folder}/lighttpd.conf");

    @SuppressWarnings("ImmutableEnumChecker") // strings and a list of them
    private final Program program;

    Gateway(String aptPackage, String... command) {
        program = new Program(name().toLowerCase(Locale.ROOT), aptPackage, List.of(command));
    }

    /** Returns which of its ports leads to this backend: Squid has one for each, all others one for all. */
    String portOf(Fleet.Backend backend) {
        return this == SQUID ? "port." + backend.segment() : "port";
    }

    /** Returns the word for it in our answers. */
    String vendor() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what runs. */
    Program program() {
        return program;
    }
}
