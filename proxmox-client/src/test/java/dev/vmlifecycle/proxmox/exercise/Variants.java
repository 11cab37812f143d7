package dev.vmlifecycle.proxmox.exercise;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request in its forms: from each factory, builder or public record constructor; plain, with each option alone, and with
 * all options that go together. An option is a public method that gives the request's (or its builder's) own type.
 */
final class Variants {

    private final Samples samples;
    private final Set<String> problems;

    Variants(Samples samples, Set<String> problems) {
        this.samples = samples;
        this.problems = problems;
    }

    Set<Object> of(Class<?> type) {
        Set<Object> all = new LinkedHashSet<>();
        for (Executable start : starts(type)) {
            if (start instanceof Method factory && factory.getReturnType() != type) {
                all.addAll(fromBuilder(factory));
            } else {
                all.addAll(fluent(type, start));
            }
        }
        return all;
    }

    private static List<Executable> starts(Class<?> type) {
        Stream<Method> factories = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == type || builds(method.getReturnType(), type))
                .sorted(Comparator.comparing(Method::toGenericString));
        Stream<Constructor<?>> constructors = Arrays.stream(type.getConstructors());
        return Stream.<Executable>concat(factories, constructors).toList();
    }

    private static boolean builds(Class<?> builder, Class<?> type) {
        return builder.getEnclosingClass() == type
                && Arrays.stream(builder.getMethods())
                        .anyMatch(method -> method.getName().equals("build"));
    }

    private Set<Object> fluent(Class<?> type, Executable start) {
        Set<Object> all = new LinkedHashSet<>();
        for (Object[] args : samples.arguments(start)) {
            invoke(start, null, args).ifPresent(all::add);
        }
        List<Object> bases = List.copyOf(all);
        Optional<Object> everything = bases.stream().findFirst();
        for (Method option : options(type)) {
            List<Object[]> arguments = samples.arguments(option);
            boolean fits = bases.isEmpty();
            for (Object base : bases) {
                for (Object[] args : arguments) {
                    Optional<Object> changed = invoke(option, base, args);
                    fits |= changed.isPresent();
                    changed.ifPresent(all::add);
                }
            }
            everything = everything.flatMap(
                    before -> apply(option, before, arguments).or(() -> Optional.of(before)));
            report(type, option, fits);
        }
        everything.ifPresent(all::add);
        return all;
    }

    private Set<Object> fromBuilder(Method factory) {
        Class<?> builder = factory.getReturnType();
        Set<Object> all = new LinkedHashSet<>();
        for (Object[] base : samples.arguments(factory)) {
            invoke(factory, null, base).flatMap(Variants::build).ifPresent(all::add);
            Optional<Object> everything = invoke(factory, null, base);
            for (Method option : options(builder)) {
                boolean fits = false;
                List<Object[]> arguments = samples.arguments(option);
                for (Object[] args : arguments) {
                    Optional<Object> one = invoke(factory, null, base)
                            .flatMap(fresh -> invoke(option, fresh, args))
                            .flatMap(Variants::build);
                    fits |= one.isPresent();
                    one.ifPresent(all::add);
                }
                everything.ifPresent(target -> apply(option, target, arguments));
                report(builder, option, fits);
            }
            everything.flatMap(Variants::build).ifPresent(all::add);
        }
        return all;
    }

    /** What takes an object and does nothing, or uses one of its options. */
    List<Object> setters(Class<?> type) {
        List<Object> all = new ArrayList<>();
        all.add((Consumer<Object>) target -> {});
        for (Method option : options(type)) {
            for (Object[] args : samples.arguments(option)) {
                all.add((Consumer<Object>) target -> invoke(option, target, args));
            }
        }
        return all;
    }

    private static List<Method> options(Class<?> type) {
        return Samples.methods(type).stream()
                .filter(method -> method.getReturnType() != Object.class
                        && method.getReturnType().isAssignableFrom(type))
                .toList();
    }

    private static Optional<Object> apply(Method option, Object target, List<Object[]> arguments) {
        return arguments.isEmpty() ? Optional.empty() : invoke(option, target, arguments.get(0));
    }

    private static Optional<Object> build(Object builder) {
        List<Method> builds = new ArrayList<>(Samples.methods(builder.getClass()));
        builds.removeIf(method -> !method.getName().equals("build"));
        return invoke(builds.get(0), builder);
    }

    private void report(Class<?> type, Method option, boolean fits) {
        if (!fits) {
            problems.add(type.getName().replaceFirst(".*\\.", "") + "." + option.getName()
                    + ": no sample fits (add to NamedSamples)");
        }
    }

    private static Optional<Object> invoke(Executable executable, @Nullable Object target, Object... args) {
        try {
            Object result = executable instanceof Constructor<?> constructor
                    ? constructor.newInstance(args)
                    : ((Method) executable).invoke(target, args);
            return Optional.ofNullable(result);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return Optional.empty();
            }
            throw new AssertionError(executable + Arrays.toString(args), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(executable.toString(), e);
        }
    }
}
