package io.github.gatefault.filter.internal.container;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Access to containers' own objects, whose versions may differ: what is not there is {@code null}, and nothing fails. */
final class Reflection {
    private Reflection() {}

    private interface Access {
        @Nullable
        Object get() throws ReflectiveOperationException;
    }

    private static @Nullable Object orNull(Access access) {
        try {
            return access.get();
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Calls these methods one after the other, each on the result of the one before. */
    static @Nullable Object call(@Nullable Object target, String... methods) {
        Object result = target;
        for (String name : methods) {
            Object receiver = result;
            result = receiver == null
                    ? null
                    : orNull(() -> {
                        // Containers hand out objects of classes that are not public, with methods that are.
                        Method method = receiver.getClass().getMethod(name);
                        return method.trySetAccessible() ? method.invoke(receiver) : null;
                    });
        }
        return result;
    }

    /** Returns the value of a field. */
    static @Nullable Object field(Object target, String name) {
        return orNull(() -> {
            Field field = target.getClass().getDeclaredField(name);
            return field.trySetAccessible() ? field.get(target) : null;
        });
    }

    /** Returns the result of {@code getProperty(name)}. */
    static @Nullable Object property(@Nullable Object target, String name) {
        return target == null
                ? null
                : orNull(() ->
                        target.getClass().getMethod("getProperty", String.class).invoke(target, name));
    }
}
