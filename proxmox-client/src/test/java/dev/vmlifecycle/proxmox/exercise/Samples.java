package dev.vmlifecycle.proxmox.exercise;

import dev.vmlifecycle.proxmox.ProxmoxClient;
import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Values for parameters: by name, by class, or made by trying all options of a request. */
final class Samples {

    private final Map<Class<?>, List<Object>> made = new HashMap<>();
    private final Set<String> problems = new TreeSet<>();

    /** Options no sample fits, and types without sample. */
    Set<String> problems() {
        return problems;
    }

    /** Public methods a caller of an object has, those of its hidden superclasses too, in a fixed order. */
    static List<Method> methods(Class<?> type) {
        Map<String, Method> methods = new HashMap<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            Arrays.stream(each.getDeclaredMethods())
                    .filter(method ->
                            Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !method.isSynthetic() && !methods.containsKey(signature(method)))
                    .forEach(method -> methods.put(signature(method), method));
        }
        methods.values().forEach(method -> method.setAccessible(true));
        return methods.values().stream()
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList();
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    /** Lists of arguments: the first samples, then each other sample of each parameter in its place. */
    List<Object[]> arguments(Executable executable) {
        Parameter[] parameters = executable.getParameters();
        List<List<Object>> choices = new ArrayList<>();
        for (Parameter parameter : parameters) {
            List<Object> choice = of(parameter, executable);
            if (choice.isEmpty()) {
                problems.add(executable.getDeclaringClass().getSimpleName() + "." + executable.getName()
                        + ": no sample for " + parameter.getParameterizedType() + " (add to TypedSamples)");
                return List.of();
            }
            choices.add(choice);
        }
        List<Object[]> lists = new ArrayList<>();
        lists.add(choices.stream().map(choice -> choice.get(0)).toArray());
        for (int i = 0; i < parameters.length; i++) {
            for (Object other : choices.get(i).subList(1, choices.get(i).size())) {
                Object[] copy = lists.get(0).clone();
                copy[i] = other;
                lists.add(copy);
            }
        }
        return lists;
    }

    private List<Object> of(Parameter parameter, Executable executable) {
        String longName =
                executable.getDeclaringClass().getSimpleName() + "." + executable.getName() + "." + parameter.getName();
        Type type = parameter.getParameterizedType();
        boolean isArray = parameter.getType().isArray();
        Class<?> scalar = isArray ? parameter.getType().getComponentType() : parameter.getType();
        List<Object> named = NamedSamples.BY_NAME.getOrDefault(
                longName, NamedSamples.BY_NAME.getOrDefault(parameter.getName(), List.of()));
        if (!named.isEmpty() && boxed(scalar).isInstance(named.get(0))) {
            return isArray ? List.of(array(scalar, named)) : named;
        }
        return of(type);
    }

    private List<Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType || !(type instanceof Class<?>)) {
            return List.of();
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isArray()) {
            List<Object> items = of(raw.getComponentType());
            return items.isEmpty() ? List.of() : List.of(array(raw.getComponentType(), items));
        }
        return ofClass(raw);
    }

    private List<Object> ofGeneric(Class<?> raw, Type... arguments) {
        if (TypedSamples.BY_CLASS.containsKey(raw)) {
            return TypedSamples.BY_CLASS.getOrDefault(raw, List.of());
        }
        if (raw == Consumer.class && arguments[0] instanceof Class<?> taken) {
            return new Variants(this, problems).setters(taken);
        }
        List<Object> items = of(arguments[0]);
        List<Object> all = new ArrayList<>();
        if (raw == Optional.class) {
            items.forEach(item -> all.add(Optional.of(item)));
            all.add(Optional.empty());
        } else if (raw.isAssignableFrom(List.class)) {
            items.forEach(item -> all.add(List.of(item)));
        } else if (raw == Set.class) {
            items.forEach(item -> all.add(Set.of(item)));
        } else if (raw == Map.class) {
            of(arguments[1]).forEach(value -> all.add(Map.of(items.get(0), value)));
        }
        return all;
    }

    private List<Object> ofClass(Class<?> type) {
        List<Object> fixed = TypedSamples.BY_CLASS.get(type);
        if (fixed != null) {
            return fixed;
        }
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        List<Object> known = made.get(type);
        if (known == null) {
            // an option that takes its own type must not go round in circles
            made.put(type, List.of());
            known = List.copyOf(make(type));
            made.put(type, known);
        }
        return known;
    }

    private Set<Object> make(Class<?> type) {
        Set<Object> all = new LinkedHashSet<>();
        if (!type.getPackageName().startsWith(ProxmoxClient.class.getPackageName())) {
            return all;
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                all.addAll(of(permitted));
            }
            return all;
        }
        return new Variants(this, problems).of(type);
    }

    private static Object array(Class<?> component, List<Object> items) {
        Object array = Array.newInstance(component, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, items.get(i));
        }
        return array;
    }

    private static Class<?> boxed(Class<?> type) {
        if (type == int.class) {
            return Integer.class;
        }
        return type == long.class ? Long.class : type;
    }
}
