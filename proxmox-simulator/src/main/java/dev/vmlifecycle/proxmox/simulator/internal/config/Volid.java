package dev.vmlifecycle.proxmox.simulator.internal.config;

/**
 * A volume id: storage, colon, name; the name is opaque.
 *
 * @param storage the storage's id
 * @param name everything after the first colon
 */
public record Volid(String storage, String name) {

    /**
     * Splits at the first colon.
     *
     * @param text a volume id
     * @return both halves; the storage is empty when there is no colon
     */
    public static Volid parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Volid("", text) : new Volid(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return storage + ":" + name;
    }
}
