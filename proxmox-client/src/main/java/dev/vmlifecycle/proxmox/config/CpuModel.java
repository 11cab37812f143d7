package dev.vmlifecycle.proxmox.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What kind of CPU the guest sees: the value of {@code cpu}.
 *
 * @param properties all options, unknown ones too
 */
public record CpuModel(PropertyString properties) {

    /**
     * {@return the CPU in this text}
     *
     * @param text value of {@code cpu}
     */
    public static CpuModel parse(String text) {
        return new CpuModel(PropertyString.parse(text));
    }

    /** {@return the kind, such as {@code host} or {@code x86-64-v2-AES}; absent = the server's default} */
    public Optional<String> type() {
        return properties.bare().or(() -> properties.get("cputype"));
    }

    /** {@return features switched on or off, such as {@code +aes} and {@code -pcid}} */
    public List<String> flags() {
        return properties.get("flags").stream()
                .flatMap(text -> Stream.of(text.split(";", -1)))
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    /**
     * {@return this CPU of another kind}
     *
     * @param type such as {@code host}
     */
    public CpuModel withType(String type) {
        return new CpuModel(
                properties.get("cputype").isPresent() ? properties.with("cputype", type) : properties.withBare(type));
    }

    /**
     * {@return this CPU with exactly these features switched}
     *
     * @param flags such as {@code +aes}; none = as the kind has them
     */
    public CpuModel withFlags(List<String> flags) {
        return new CpuModel(
                properties.set("flags", flags.isEmpty() ? Optional.empty() : Optional.of(String.join(";", flags))));
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return properties.toString();
    }
}
