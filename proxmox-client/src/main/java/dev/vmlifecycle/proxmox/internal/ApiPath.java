package dev.vmlifecycle.proxmox.internal;

/**
 * A path below {@code /api2/json}, each segment percent-encoded (a volume id holds slashes, a UPID colons).
 *
 * @param text begins with a slash
 */
public record ApiPath(String text) {

    /**
     * {@return a path of these segments}
     *
     * @param segments not encoded
     */
    public static ApiPath of(Object... segments) {
        return new ApiPath("").child(segments);
    }

    /**
     * {@return a path below this one}
     *
     * @param segments not encoded
     */
    public ApiPath child(Object... segments) {
        StringBuilder out = new StringBuilder(text);
        for (Object segment : segments) {
            out.append('/').append(PercentCodec.encode(segment.toString()));
        }
        return new ApiPath(out.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
