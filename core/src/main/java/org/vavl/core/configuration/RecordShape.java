package org.vavl.core.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A record type, taken apart and put together. */
final class RecordShape {
    private final Class<?> type;
    private final RecordComponent[] components;

    RecordShape(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
    }

    List<RecordComponent> components() {
        return List.of(components);
    }

    List<String> names() {
        return Arrays.stream(components).map(RecordComponent::getName).toList();
    }

    /** The values of a record's components. */
    Object[] values(Object instance) {
        return Arrays.stream(components)
                .map(component -> {
                    component.getAccessor().setAccessible(true);
                    return invoke(component.getAccessor(), instance);
                })
                .toArray();
    }

    /** What the type's static method {@code defaults()} answers, if it has one. */
    Optional<Object> defaults() {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("defaults")
                        && method.getParameterCount() == 0
                        && Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == type)
                .findFirst()
                .map(method -> {
                    method.setAccessible(true);
                    return invoke(method, null);
                });
    }

    /**
     * Calls the canonical constructor.
     *
     * @throws RuntimeException whatever the constructor throws
     */
    Object create(Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw unwrap(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Object invoke(Method method, @org.jspecify.annotations.Nullable Object instance) {
        try {
            return method.invoke(instance);
        } catch (InvocationTargetException e) {
            throw unwrap(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }

    private static RuntimeException unwrap(InvocationTargetException e) {
        return e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
    }
}
