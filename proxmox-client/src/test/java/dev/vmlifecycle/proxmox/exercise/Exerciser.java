package dev.vmlifecycle.proxmox.exercise;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks from the client to every handle and calls every public method with every sample of its arguments, each under
 * several answers (a method may send a second call only when the first one was answered well).
 */
public final class Exerciser {

    /** Public methods that send nothing and give no handle; reviewed. */
    private static final Set<String> SILENT = Set.of(
            "Node.name",
            "NodeStorage.id",
            "ProxmoxClient.close",
            "ProxmoxClient.with",
            "ProxmoxClient.within",
            "ProxmoxTask.failure",
            "ProxmoxTask.upid",
            "Qemu.node",
            "Qemu.vmid");

    /** What sends anything the caller says; not typed. */
    private static final Set<String> RAW = Set.of("ProxmoxClient.request");

    private static final Set<String> OF_OBJECT = Set.of("toString", "equals", "hashCode");

    private static final List<WireResponse> ANSWERS = List.of(
            WireResponse.json(500, "captured", "{}"),
            WireResponse.json(200, "OK", "{\"data\":null}"),
            WireResponse.json(200, "OK", "{\"data\":{}}"),
            WireResponse.json(200, "OK", "{\"data\":[],\"total\":1000}"),
            WireResponse.json(200, "OK", "{\"data\":\"100\"}"),
            WireResponse.json(200, "OK", "{\"data\":\"" + TypedSamples.UPID + "\"}"));

    private final Samples samples = new Samples();
    private final CapturingTransport transport;
    private final Set<String> problems = new TreeSet<>();
    private final Set<Class<?>> handles = new HashSet<>();

    private Exerciser(String serverVersion) {
        this.transport = new CapturingTransport(serverVersion);
    }

    /**
     * All that can be sent to a server of this version.
     *
     * @param serverVersion as {@code /version} gives it
     */
    public static Exercise exercise(String serverVersion) {
        Exerciser exerciser = new Exerciser(serverVersion);
        exerciser.walk(exerciser.client(), Set.of());
        exerciser.problems.addAll(exerciser.samples.problems());
        return new Exercise(
                Set.copyOf(exerciser.transport.sent()), List.copyOf(exerciser.problems), Set.copyOf(exerciser.handles));
    }

    /**
     * What came of it.
     *
     * @param sent every request, once
     * @param problems methods and options that were not exercised, by name
     * @param handles the classes that were reached
     */
    public record Exercise(Set<Sent> sent, List<String> problems, Set<Class<?>> handles) {}

    /** Whether a class makes calls. */
    public static boolean isHandle(Class<?> type) {
        return type.getPackageName().equals(ProxmoxClient.class.getPackageName())
                && Arrays.stream(type.getDeclaredFields()).anyMatch(field -> field.getType() == Api.class);
    }

    private ProxmoxClient client() {
        return ProxmoxClient.builder()
                .auth(ApiToken.of("svc@pve!panel", Secret.of("11111111-2222-3333-4444-555555555555")))
                .transport(transport)
                .listener(transport)
                .build();
    }

    private void walk(Object handle, Set<Class<?>> chain) {
        handles.add(handle.getClass());
        Set<Class<?>> longer = new HashSet<>(chain);
        longer.add(handle.getClass());
        for (Method method : Samples.methods(handle.getClass())) {
            String name = handle.getClass().getSimpleName() + "." + method.getName();
            if (!OF_OBJECT.contains(method.getName()) && !RAW.contains(name)) {
                exercise(handle, method, name, longer);
            }
        }
    }

    private void exercise(Object handle, Method method, String name, Set<Class<?>> chain) {
        int before = transport.count();
        List<Object> results = new ArrayList<>();
        List<Object[]> arguments = samples.arguments(method);
        boolean accepted = false;
        for (Object[] args : arguments) {
            for (WireResponse answer : ANSWERS) {
                transport.answerWith(answer);
                accepted |= call(handle, method, name, results, args);
            }
        }
        if (!accepted) {
            problems.add(name + ": no sample fits (add to NamedSamples)");
        }
        if (transport.count() == before) {
            silent(name, results, chain);
        }
    }

    private void silent(String name, List<Object> results, Set<Class<?>> chain) {
        List<Object> found = results.stream()
                .filter(result -> isHandle(result.getClass()))
                .sorted(Comparator.comparing(Object::toString))
                .toList();
        if (found.isEmpty() && !SILENT.contains(name)) {
            problems.add(name + ": sends nothing (a handle's method that makes no call goes into SILENT)");
        }
        if (!found.isEmpty() && !chain.contains(found.get(0).getClass())) {
            walk(found.get(0), chain);
        }
    }

    private boolean call(Object handle, Method method, String name, List<Object> results, Object... args) {
        try {
            Object result = method.invoke(handle, args);
            if (result != null) {
                results.add(result);
            }
            return true;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ProxmoxException) {
                return true;
            }
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                problems.add(name + Arrays.toString(args) + ": threw " + e.getCause());
            }
            return false;
        } catch (IllegalAccessException e) {
            throw new LinkageError(name, e);
        }
    }
}
