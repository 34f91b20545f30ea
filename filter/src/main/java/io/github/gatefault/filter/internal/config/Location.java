package io.github.gatefault.filter.internal.config;

import io.github.gatefault.pages.template.TemplateSource;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place that settings name: in the web application where it begins with {@code /WEB-INF/}, on the class path where it
 * begins with {@code classpath:}, else in the file system.
 */
public final class Location {
    private static final String CLASS_PATH = "classpath:";
    private static final String WEB_APPLICATION = "/WEB-INF/";

    private final String name;
    private final ServletContext context;

    /** Makes a location of what a setting says. */
    public Location(String name, ServletContext context) {
        this.name = name;
        this.context = context;
    }

    /** Returns the file at this location, or {@code null} where there is none. The caller closes it. */
    public @Nullable InputStream open() throws IOException {
        return open(name);
    }

    /**
     * Reads the text at this location, in UTF-8.
     *
     * @throws IllegalArgumentException if there is none, or it cannot be read; the message says what is allowed
     */
    public String text() {
        try (InputStream in = open()) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "must be an existing file: below /WEB-INF/, behind classpath:, or in the file system");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a readable file (" + e + ")", e);
        }
    }

    /**
     * Reads the properties file at this location, in UTF-8.
     *
     * @throws IllegalArgumentException if there is none, or it cannot be read; the message says what is allowed
     */
    public Map<String, String> properties() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> pairs = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> pairs.put(key, properties.getProperty(key)));
        return pairs;
    }

    /** Returns the files in the folder at this location. */
    public TemplateSource folder() {
        String folder = name.endsWith("/") ? name : name + "/";
        return file -> open(folder + file);
    }

    /** Returns whether there is no such folder, as far as that is known: jars need not list theirs. */
    public boolean isMissing() {
        return !name.startsWith(CLASS_PATH) && !isListed();
    }

    /** Returns whether there is a folder of this name, with a slash at its end. */
    public boolean isListed() {
        if (name.startsWith(CLASS_PATH)) {
            return classLoader(context).getResource(onClassPath(name)) != null;
        }
        if (name.startsWith(WEB_APPLICATION)) {
            Set<String> files = context.getResourcePaths(name);
            return files != null && !files.isEmpty();
        }
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Returns what loads the application's classes; embedded containers may have nothing of their own for that. */
    public static ClassLoader classLoader(ServletContext context) {
        ClassLoader own = context.getClassLoader();
        return own != null ? own : Location.class.getClassLoader();
    }

    private static String onClassPath(String path) {
        String name = path.substring(CLASS_PATH.length());
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private @Nullable InputStream open(String path) throws IOException {
        if (path.startsWith(CLASS_PATH)) {
            return classLoader(context).getResourceAsStream(onClassPath(path));
        }
        if (path.startsWith(WEB_APPLICATION)) {
            return context.getResourceAsStream(path);
        }
        Path file = Path.of(path);
        return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
    }
}
