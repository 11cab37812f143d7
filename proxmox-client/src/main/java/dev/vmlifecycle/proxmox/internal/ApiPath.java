package dev.vmlifecycle.proxmox.internal;

import java.util.regex.Pattern;

/**
 * A path below {@code /api2/json}: the template the API names it by, and the text with its values filled in, each percent-encoded
 * (a volume id holds slashes, a UPID colons).
 *
 * @param template such as {@code /nodes/{node}/qemu/{vmid}}; safe to log
 * @param text such as {@code /nodes/pve1/qemu/100}
 */
public record ApiPath(String template, String text) {

    private static final Pattern TEMPLATE = Pattern.compile("(?:/(?:[A-Za-z0-9_-]+|\\{[A-Za-z0-9_-]+\\}))+");

    /**
     * {@return a path}
     *
     * @param template literal segments and placeholders as the API's schema spells them
     * @param values one a placeholder, in order, not encoded
     */
    public static ApiPath of(String template, Object... values) {
        return new ApiPath("", "").child(template, values);
    }

    /**
     * {@return a path below this one}
     *
     * @param template begins with a slash
     * @param values one a placeholder, in order, not encoded
     */
    public ApiPath child(String template, Object... values) {
        if (values.length == 0) {
            return new ApiPath(this.template + template, text + template);
        }
        StringBuilder out = new StringBuilder(text);
        int from = 0;
        for (Object value : values) {
            int open = template.indexOf('{', from);
            out.append(template, from, open).append(segment(value.toString()));
            from = template.indexOf('}', open) + 1;
        }
        out.append(template, from, template.length());
        return new ApiPath(this.template + template, out.toString());
    }

    /**
     * {@return a path whose template comes from outside}
     *
     * @param template begins with a slash
     * @param values one a placeholder, in order, not encoded
     * @throws IllegalArgumentException when it is no path, or placeholders and values do not match
     */
    public static ApiPath untrusted(String template, Object... values) {
        if (!TEMPLATE.matcher(template).matches()) {
            throw new IllegalArgumentException("path: " + Shown.of(template)
                    + " (expected: such as /nodes/{node}/dns, without query, dots and escapes)");
        }
        long placeholders = template.chars().filter(c -> c == '{').count();
        if (placeholders != values.length) {
            throw new IllegalArgumentException("path: " + Shown.of(template) + " with " + values.length
                    + " values (expected: one for each placeholder)");
        }
        return of(template, values);
    }

    // an HTTP library resolves dots, and an empty segment is another path: both would reach what was not meant
    private static String segment(String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("path segment: " + Shown.of(value) + " (expected: a name)");
        }
        return PercentCodec.encode(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
