package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of the API: method, path with placeholders, and what it accepts. */
public final class Endpoint {

    static final String UNKNOWN_PROPERTY =
            "property is not defined in schema and the schema does not allow additional properties";
    static final String MISSING = "property is missing and it is not optional";

    private final String method;
    private final String template;
    private final List<String> segments;
    private final Permission permission;
    private final Supplier<Map<String, Parameter>> reader;
    private @Nullable Map<String, Parameter> read;

    Endpoint(String method, String template, Permission permission, Supplier<Map<String, Parameter>> reader) {
        this.method = method;
        this.template = template;
        this.segments = List.of(template.substring(1).split("/", -1));
        this.permission = permission;
        this.reader = reader;
    }

    private synchronized Map<String, Parameter> parameters() {
        Map<String, Parameter> present = read;
        if (present == null) {
            present = reader.get();
            read = present;
        }
        return present;
    }

    /** {@return the HTTP method} */
    public String method() {
        return method;
    }

    /** {@return who may make the call} */
    public Permission permission() {
        return permission;
    }

    List<String> segments() {
        return segments;
    }

    /** The last placeholder takes the rest of a path when it is a volume or a network: those hold slashes. */
    boolean takesTheRest() {
        String last = segments.get(segments.size() - 1);
        return last.equals("{volume}") || last.equals("{cidr}");
    }

    /** {@return the names of all parameters, placeholders included} */
    public Set<String> parameterNames() {
        return Set.copyOf(parameters().keySet());
    }

    /**
     * {@return whether a parameter may be left out}
     *
     * @param name one of {@link #parameterNames()}
     */
    public boolean isOptional(String name) {
        Parameter parameter = parameters().get(name);
        return parameter != null && parameter.optional();
    }

    /** {@return method and path with placeholders, the name a handler is registered under} */
    public String key() {
        return method + " " + template;
    }

    /** {@return the path with placeholders} */
    public String template() {
        return template;
    }

    /**
     * {@return the placeholders' values, or empty when the path is another's}
     *
     * @param asked method
     * @param path decoded segments
     */
    Optional<Map<String, String>> match(String asked, List<String> path) {
        boolean open = takesTheRest();
        if (!asked.equals(method) || path.size() < segments.size() || (!open && path.size() > segments.size())) {
            return Optional.empty();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            String given =
                    open && i == segments.size() - 1 ? String.join("/", path.subList(i, path.size())) : path.get(i);
            if (segment.startsWith("{")) {
                found.put(segment.substring(1, segment.length() - 1), given);
            } else if (!segment.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /**
     * Checks parameters the way Proxmox does: all complaints at once.
     *
     * @param given placeholders and parameters together
     * @throws ApiError with status 400 when any is unknown, missing or malformed
     */
    public void verify(Map<String, String> given) {
        Map<String, String> errors = new TreeMap<>();
        given.forEach((name, value) -> complaint(name, value).ifPresent(text -> errors.put(name, text)));
        parameters().forEach((name, parameter) -> {
            if (!parameter.optional() && !given.containsKey(name)) {
                errors.put(name, MISSING);
            }
        });
        if (!errors.isEmpty()) {
            throw ApiError.params(errors);
        }
    }

    private Optional<String> complaint(String name, String value) {
        Parameter parameter = parameters().get(name);
        return parameter == null
                ? Optional.of(UNKNOWN_PROPERTY)
                : parameter.type().complaint(name, value);
    }

    /**
     * Tells whether the API prints this option as a JSON number.
     *
     * @param name the option
     * @return true for whole numbers and flags
     */
    public boolean printsAsNumber(String name) {
        Parameter parameter = parameters().get(name);
        return parameter != null && parameter.type().printsAsNumber();
    }

    /**
     * Tells whether the call knows a parameter.
     *
     * @param name the parameter
     * @return true when it is in the table
     */
    public boolean accepts(String name) {
        return parameters().containsKey(name);
    }

    record Parameter(ParamType type, boolean optional) {}
}
