package io.github.gatefault.gateways;

import org.opentest4j.TestAbortedException;

/** A server that a test needs is not on this machine. */
final class NotInstalled extends TestAbortedException {
    private static final long serialVersionUID = 1;
    private final String aptPackage;

    NotInstalled(String aptPackage) {
        super("Not installed: apt-get install " + aptPackage);
        this.aptPackage = aptPackage;
    }

    /** Returns what to install. */
    String aptPackage() {
        return aptPackage;
    }
}
