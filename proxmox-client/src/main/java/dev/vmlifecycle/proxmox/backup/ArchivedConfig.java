package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.internal.PercentCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration in a backup, as the guest had it. It holds the hash of a cloud-init password, if there is one.
 * Immutable.
 */
public final class ArchivedConfig {

    private static final String TOOL_LINE = "#qmdump#";

    private final String text;

    private ArchivedConfig(String text) {
        this.text = text;
    }

    /**
     * {@return a configuration}
     *
     * @param text the file
     */
    public static ArchivedConfig of(String text) {
        return new ArchivedConfig(text);
    }

    /** {@return the file} */
    public String text() {
        return text;
    }

    /**
     * {@return the configuration of a VM, without a digest; for a container's backup its keys are reachable by
     * {@code get} only}
     */
    public QemuConfig config() {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (line.startsWith("[")) {
                // snapshots and pending changes follow
                break;
            } else if (line.startsWith("#") && !line.startsWith(TOOL_LINE)) {
                notes.add(PercentCodec.decode(line.substring(1)));
            } else if (colon > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        if (!notes.isEmpty()) {
            values.put("description", String.join("\n", notes) + "\n");
        }
        return QemuConfig.of(values);
    }

    /** {@return its size only; values may be confidential} */
    @Override
    public String toString() {
        return "ArchivedConfig[" + text.length() + " characters]";
    }
}
