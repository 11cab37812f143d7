package dev.vmlifecycle.proxmox.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be changed while a VM runs: the value of {@code hotplug}.
 *
 * @param text {@code 0} for nothing, {@code 1} for the default, or names such as {@code network,disk,usb}
 */
public record Hotplug(String text) {

    /** What the server does unless told otherwise. */
    public static final Hotplug DEFAULT = new Hotplug("network,disk,usb");

    /** {@return the names, such as {@code network}, {@code disk}, {@code cpu}, {@code memory}, {@code usb}} */
    public List<String> features() {
        return switch (text) {
            case "0" -> List.of();
            case "1" -> DEFAULT.features();
            default ->
                Stream.of(text.split("[,; ]+", -1))
                        .filter(name -> !name.isEmpty())
                        .toList();
        };
    }

    /**
     * {@return whether this can be changed while it runs}
     *
     * @param feature such as {@code memory}
     */
    public boolean has(String feature) {
        return features().contains(feature);
    }

    /**
     * {@return this and one feature more}
     *
     * @param feature such as {@code memory}
     */
    public Hotplug with(String feature) {
        List<String> more = new ArrayList<>(features());
        more.add(feature);
        return has(feature) ? this : new Hotplug(String.join(",", more));
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return text;
    }
}
