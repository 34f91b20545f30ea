package io.github.gatefault.filter.internal.container;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Access to containers' own objects, whose versions may differ: what is not there is {@code null}, and nothing fails. */
final class Reflection {
    private Reflection() {}

    /** Calls these methods one after the other, each on the result of the one before. */
    static @Nullable Object call(@Nullable Object target, String... methods) {
        Object result = target;
        for (String name : methods) {
            Method method = result == null ? null : accessible(result.getClass(), name);
            try {
                result = method == null ? null : method.invoke(result);
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
        return result;
    }

    /** Containers hand out objects of classes that are not public, with methods that are. */
    private static @Nullable Method accessible(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            return method.trySetAccessible() ? method : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Returns the value of a field. */
    static @Nullable Object field(Object target, String name) {
        try {
            Field field = target.getClass().getDeclaredField(name);
            return field.trySetAccessible() ? field.get(target) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Returns the result of {@code getProperty(name)}. */
    static @Nullable Object property(@Nullable Object target, String name) {
        try {
            return target == null
                    ? null
                    : target.getClass().getMethod("getProperty", String.class).invoke(target, name);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
