package dev.vmlifecycle.proxmox.simulator.internal.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The text of a guest's configuration file and the digest over it, which the recorded digests confirm. */
public final class ConfigText {

    private ConfigText() {}

    /**
     * Prints the file.
     *
     * @param values running values
     * @param pending values that wait for the next start
     * @param deletes keys whose deletion waits for the next start
     * @return notes first, then sorted {@code key: value} lines, then the pending section
     */
    public static String print(Map<String, String> values, Map<String, String> pending, Set<String> deletes) {
        StringBuilder out = new StringBuilder(section(values));
        if (!pending.isEmpty() || !deletes.isEmpty()) {
            out.append("\n[PENDING]\n");
            Map<String, String> waiting = new TreeMap<>(pending);
            if (!deletes.isEmpty()) {
                waiting.put("delete", String.join(",", deletes));
            }
            out.append(section(waiting));
        }
        return out.toString();
    }

    /**
     * Digest of a text.
     *
     * @param text the text
     * @return SHA-1 in lower case hexadecimal
     */
    public static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1: missing (expected: present in every Java)", e);
        }
    }

    private static String section(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        String notes = values.get("description");
        if (notes != null) {
            for (String line : notes.split("\n", -1)) {
                out.append('#').append(escape(line)).append('\n');
            }
        }
        new TreeMap<>(values).forEach((key, value) -> {
            if (!key.equals("description")) {
                out.append((key + ": " + value).strip());
                out.append(value.isBlank() ? " \n" : "\n");
            }
        });
        return out.toString();
    }

    private static String escape(String line) {
        StringBuilder out = new StringBuilder();
        for (byte b : line.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (c < 0x20 || c == '%' || c == ':' || c >= 0x7f) {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            } else {
                out.append((char) c);
            }
        }
        return out.toString();
    }
}
