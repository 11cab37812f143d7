package dev.vmlifecycle.proxmox.internal;

/**
 * A path below {@code /api2/json}: the template the API names it by, and the text with its values filled in, each percent-encoded
 * (a volume id holds slashes, a UPID colons).
 *
 * @param template such as {@code /nodes/{node}/qemu/{vmid}}; safe to log
 * @param text such as {@code /nodes/pve1/qemu/100}
 */
public record ApiPath(String template, String text) {

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
        StringBuilder out = new StringBuilder(text);
        int from = 0;
        for (Object value : values) {
            int open = template.indexOf('{', from);
            out.append(template, from, open).append(PercentCodec.encode(value.toString()));
            from = template.indexOf('}', open) + 1;
        }
        out.append(template, from, template.length());
        return new ApiPath(this.template + template, out.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
