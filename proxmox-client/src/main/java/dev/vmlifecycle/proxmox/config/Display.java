package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.internal.Numbers;
import java.util.Optional;

/**
 * The graphics card: the value of {@code vga}.
 *
 * @param properties all options, unknown ones too
 */
public record Display(PropertyString properties) {

    /**
     * {@return the card in this text}
     *
     * @param text value of {@code vga}
     */
    public static Display parse(String text) {
        return new Display(PropertyString.parse(text));
    }

    /** {@return the kind, such as {@code std}, {@code virtio}, {@code serial0}; {@code std} unless set} */
    public String type() {
        return properties.bare().or(() -> properties.get("type")).orElse("std");
    }

    /** {@return its memory, absent for the default of its kind} */
    public Optional<ByteSize> memory() {
        return properties.get("memory").map(text -> ByteSize.ofMiB(Numbers.parseLong("display memory", text)));
    }

    /**
     * {@return this card of another kind}
     *
     * @param type such as {@code virtio}
     */
    public Display withType(String type) {
        return new Display(
                properties.get("type").isPresent() ? properties.with("type", type) : properties.withBare(type));
    }

    /**
     * {@return this card with this memory}
     *
     * @param memory 4 to 512 MiB, whole MiB; absent = the default
     */
    public Display withMemory(Optional<ByteSize> memory) {
        return new Display(properties.set("memory", memory.map(ByteSize::toMiB)));
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return properties.toString();
    }
}
