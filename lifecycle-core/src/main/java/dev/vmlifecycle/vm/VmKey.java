package dev.vmlifecycle.vm;

import java.util.regex.Pattern;

/**
 * The host panel's own id of a VM (its service id), the key of everything we keep about it.
 *
 * @param value 1 to 64 characters of letters, digits, dot, underscore, hyphen
 */
public record VmKey(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Checks the form.
     *
     * @param value see above
     * @throws IllegalArgumentException when it has another form
     */
    public VmKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "vm key: \"" + value + "\" (expected: 1-64 letters, digits, dots, underscores, hyphens)");
        }
    }

    /**
     * Makes a key.
     *
     * @param value the panel's id
     * @return the key
     */
    public static VmKey of(String value) {
        return new VmKey(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
