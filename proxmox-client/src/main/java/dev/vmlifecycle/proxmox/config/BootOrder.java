package dev.vmlifecycle.proxmox.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a VM boots from: the value of {@code boot}. A device that is not configured is refused by the server.
 *
 * @param properties all options, unknown ones too; a value such as {@code cdn} of old versions has no device names
 */
public record BootOrder(PropertyString properties) {

    /**
     * {@return the order in this text}
     *
     * @param text value of {@code boot}
     */
    public static BootOrder parse(String text) {
        return new BootOrder(PropertyString.parse(text));
    }

    /**
     * {@return this order}
     *
     * @param devices such as {@code scsi0}, {@code net0}, first tried first
     */
    public static BootOrder of(String... devices) {
        return parse("order=" + String.join(";", devices));
    }

    /** {@return the devices, first tried first; none when nothing is bootable or the value is of the old kind} */
    public List<String> devices() {
        return properties.get("order").stream()
                .flatMap(text -> Stream.of(text.split(";", -1)))
                .filter(device -> !device.isBlank())
                .toList();
    }

    /**
     * {@return this order with other devices}
     *
     * @param devices first tried first
     */
    public BootOrder withDevices(List<String> devices) {
        return new BootOrder(properties.with("order", String.join(";", devices)));
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return properties.toString();
    }
}
