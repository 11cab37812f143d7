package dev.vmlifecycle.proxmox.config;

import java.util.Optional;

/**
 * Whether the server talks to the QEMU guest agent of a VM, and how: the value of {@code agent}. Says nothing about an
 * agent running in the guest.
 *
 * @param properties all options, unknown ones too
 */
public record AgentOptions(PropertyString properties) {

    /**
     * {@return the options in this text}
     *
     * @param text value of {@code agent}
     */
    public static AgentOptions parse(String text) {
        return new AgentOptions(PropertyString.parse(text));
    }

    /**
     * {@return no options but the switch}
     *
     * @param on whether the agent is asked
     */
    public static AgentOptions enabled(boolean on) {
        return parse("enabled=" + Flags.text(on));
    }

    /** {@return whether the agent is asked} */
    public boolean enabled() {
        return properties
                .bare()
                .or(() -> properties.get("enabled"))
                .filter(Flags::isOn)
                .isPresent();
    }

    /** {@return the channel, {@code virtio} unless set} */
    public String type() {
        return properties.get("type").orElse("virtio");
    }

    /** {@return whether the guest trims its file systems after a disk was cloned or moved} */
    public boolean trimsClonedDisks() {
        return properties.get("fstrim_cloned_disks").filter(Flags::isOn).isPresent();
    }

    /** {@return whether file systems are frozen for a backup, on unless switched off} */
    public boolean freezesOnBackup() {
        return properties.get("freeze-fs-on-backup").map(Flags::isOn).orElse(true);
    }

    /**
     * {@return these options with the agent on or off}
     *
     * @param on whether the agent is asked
     */
    public AgentOptions withEnabled(boolean on) {
        return properties.bare().isPresent()
                ? new AgentOptions(properties.withBare(Flags.text(on)))
                : with("enabled", Flags.text(on));
    }

    /**
     * {@return these options with trimming after a clone on or off}
     *
     * @param on whether the guest trims
     */
    public AgentOptions withTrimOfClonedDisks(boolean on) {
        return with("fstrim_cloned_disks", Flags.text(on));
    }

    /**
     * {@return these options with freezing for backups on or off}
     *
     * @param on whether file systems are frozen
     */
    public AgentOptions withFreezeOnBackup(boolean on) {
        return new AgentOptions(properties.set("freeze-fs-on-backup", on ? Optional.empty() : Optional.of("0")));
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return properties.toString();
    }

    private AgentOptions with(String key, String value) {
        return new AgentOptions(properties.with(key, value));
    }
}
