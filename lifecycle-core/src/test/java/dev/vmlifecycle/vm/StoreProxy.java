package dev.vmlifecycle.vm;

import dev.vmlifecycle.engine.EngineStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A store whose calls go through a hook; calls that the interface answers by others of its calls go through it one by one. */
final class StoreProxy {
    private StoreProxy() {}

    /** What happens around a call. */
    interface Hook {
        /**
         * Told before the call.
         *
         * @param method its name
         * @param args its arguments
         */
        default void before(String method, Object[] args) {}

        /**
         * Told after the call.
         *
         * @param method its name
         * @param args its arguments
         * @param answer its answer
         */
        default void after(String method, Object[] args, Object answer) {}
    }

    static EngineStore around(EngineStore store, Hook hook) {
        return (EngineStore) Proxy.newProxyInstance(
                EngineStore.class.getClassLoader(),
                new Class<?>[] {EngineStore.class},
                (proxy, method, args) -> method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, args)
                        : call(store, hook, method, args));
    }

    private static Object call(EngineStore store, Hook hook, Method method, Object[] args) throws Throwable {
        hook.before(method.getName(), args);
        Object answer;
        try {
            answer = method.invoke(store, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        hook.after(method.getName(), args, answer);
        return answer;
    }
}
