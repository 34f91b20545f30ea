package io.github.gatefault.gateways;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of the operating system's. With {@code -Dgatefault.gateways=required}, which CI sets, one that is not installed is
 * a failure; otherwise its tests are skipped, and {@link SkippedServers} says so once more at the end.
 *
 * @param configuration the folder of its configuration, below {@code servers}
 * @param aptPackage what to install
 * @param command the program's name, as a pattern, and its arguments, with the same {@code ${…}} as in the configuration
 */
record Program(String configuration, String aptPackage, List<String> command) {
    /** Returns where the program is: on the path, or where Debian keeps what is for the administrator. */
    Optional<Path> installed() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).toFile().listFiles((in, name) -> name.matches(command.get(0))))
                .filter(Objects::nonNull)
                .flatMap(Stream::of)
                .map(File::toPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Ends the test where the program is not installed: as failed where it is required, else as skipped. */
    void require() {
        if (installed().isEmpty()) {
            NotInstalled missing = new NotInstalled(aptPackage);
            if ("required".equals(System.getProperty("gatefault.gateways"))) {
                throw new AssertionError(missing.getMessage(), missing);
            }
            throw missing;
        }
    }
}
