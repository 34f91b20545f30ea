package io.github.gatefault.filter.internal.config;

import jakarta.servlet.ServletContext;
import java.util.List;

/** Makes instances of the classes that settings name. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * Returns an instance of each class that this setting names; none where it is not set.
     *
     * @throws IllegalArgumentException if a class is missing or is not of this type; the message names the setting
     */
    public static <T> List<T> instances(
            Setting<List<String>> setting, Class<T> type, Settings settings, ServletContext context) {
        List<String> names = settings.find(setting);
        if (names == null) {
            return List.of();
        }
        try {
            return names.stream().map(name -> instance(name, type, context)).toList();
        } catch (IllegalArgumentException e) {
            throw setting.refused(settings.text(setting), e);
        }
    }

    private static <T> T instance(String className, Class<T> type, ServletContext context) {
        try {
            return Class.forName(className, true, Location.classLoader(context))
                    .asSubclass(type)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new IllegalArgumentException(
                    "must name classes that implement " + type.getSimpleName()
                            + ", with a public constructor without parameters (" + e + ")",
                    e);
        }
    }
}
