package dev.vmlifecycle.proxmox.error;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known about a failure: the call it answers (absent for a task), status, text and field errors. */
record ErrorContext(
        Optional<String> method,
        Optional<String> path,
        OptionalInt status,
        String text,
        Map<String, String> fieldErrors,
        @Nullable Throwable cause) {

    ErrorContext {
        fieldErrors = Collections.unmodifiableMap(new TreeMap<>(fieldErrors));
    }

    static ErrorContext ofTask(String exitStatus) {
        return new ErrorContext(
                Optional.empty(), Optional.empty(), OptionalInt.empty(), exitStatus.strip(), Map.of(), null);
    }

    static ErrorContext ofCall(String method, String path, String text, @Nullable Throwable cause) {
        return new ErrorContext(Optional.of(method), Optional.of(path), OptionalInt.empty(), text, Map.of(), cause);
    }

    /** The text and every field error: Proxmox puts the reason of a 400 into the latter. */
    String searchable() {
        return fieldErrors.isEmpty() ? text : text + " " + String.join(" ", fieldErrors.values());
    }

    String message() {
        StringBuilder out = new StringBuilder();
        method.ifPresent(value -> out.append(value).append(' '));
        path.ifPresent(value -> out.append(value).append(": "));
        status.ifPresent(value -> out.append(value).append(' '));
        out.append(text);
        fieldErrors.forEach(
                (field, error) -> out.append("; ").append(field).append(": ").append(error.strip()));
        return out.toString();
    }
}
