package dev.vmlifecycle.vm;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store as a process sees it that dies at one of its calls. What was written until then stays; nothing of the process reaches the
 * store any more. Has every face of the store it stands before.
 */
final class DyingStore implements InvocationHandler {
    private final EngineStore store;
    private final String method;
    private final boolean before;
    private int callsLeft;
    private boolean dead;

    private DyingStore(EngineStore store, String method, int nth, boolean before) {
        this.store = store;
        this.method = method;
        this.callsLeft = nth;
        this.before = before;
    }

    /**
     * The store.
     *
     * @param method the call to die at
     * @param nth at which of them, from 1
     * @param before whether before its effect or after it
     */
    static EngineStore at(EngineStore store, String method, int nth, boolean before) {
        Set<Class<?>> faces = new LinkedHashSet<>(Arrays.asList(store.getClass().getInterfaces()));
        return (EngineStore) Proxy.newProxyInstance(
                EngineStore.class.getClassLoader(),
                faces.toArray(new Class<?>[0]),
                new DyingStore(store, method, nth, before));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method called, Object @Nullable [] arguments) throws Throwable {
        live();
        boolean hit = called.getName().equals(method) && --callsLeft == 0;
        if (hit && before) {
            dead = true;
            live();
        }
        try {
            Object answer = called.invoke(store, arguments);
            dead = hit;
            live();
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void live() {
        if (dead) {
            throw new SimulatedCrash("at " + method);
        }
    }
}
