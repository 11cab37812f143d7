package dev.vmlifecycle.proxmox.testing;

import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for planted secrets in what a client shows. */
public final class Leaks {

    private final List<String> secrets;
    private final Set<String> found = new TreeSet<>();
    private long texts;
    private long exceptions;

    public Leaks(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** Where which secret was seen. */
    public Set<String> found() {
        return found;
    }

    public long texts() {
        return texts;
    }

    public long exceptions() {
        return exceptions;
    }

    public void look(String where, String text) {
        texts++;
        for (String secret : secrets) {
            if (text.contains(secret)) {
                found.add(where + ": " + secret);
            }
        }
    }

    /** The text of a value and of what is in it; a text that was asked for is no leak. */
    public void lookAt(String where, Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> lookAt(where, item));
        } else if (!(value instanceof String)) {
            look(where + " as " + value.getClass().getSimpleName(), value.toString());
        }
    }

    public void lookAt(String where, WireRequest request) {
        look(where + " as request", request + " " + request.query() + request.form() + request.headers());
    }

    /** Stack trace with causes and suppressed ones, and everything the exception can be asked. */
    public void lookAt(String where, Throwable failure) {
        exceptions++;
        String at = where + " as " + failure.getClass().getSimpleName();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        look(at, trace.toString());
        for (Method method : failure.getClass().getMethods()) {
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass().getPackageName().contains("proxmox")) {
                look(at + "." + method.getName(), answer(failure, method));
            }
        }
        if (failure instanceof TaskFailedException task) {
            lookAt(where, task.reason());
        }
    }

    private static String answer(Object target, Method method) {
        try {
            return String.valueOf(method.invoke(target));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
    }
}
