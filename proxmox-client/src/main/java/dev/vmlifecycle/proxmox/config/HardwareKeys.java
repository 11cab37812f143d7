package dev.vmlifecycle.proxmox.config;

/**
 * Setters of the keys with a typed view, drives and NICs apart.
 *
 * @param <B> the builder itself
 */
abstract class HardwareKeys<B extends HardwareKeys<B>> extends CloudInitKeys<B> {

    HardwareKeys() {}

    /**
     * Sets whether and how the guest agent is asked; takes effect at the next power cycle.
     *
     * @param options all of them
     * @return this
     */
    public B agent(AgentOptions options) {
        return set("agent", options.toString());
    }

    /**
     * Sets what the VM boots from.
     *
     * @param order devices that are configured
     * @return this
     */
    public B boot(BootOrder order) {
        return set("boot", order.toString());
    }

    /**
     * Sets what the guest sees as its machine, replacing all of it.
     *
     * @param machine the whole of it
     * @return this
     */
    public B smbios(Smbios machine) {
        return set("smbios1", machine.toString());
    }

    /**
     * Sets a serial port.
     *
     * @param index 0 to 3
     * @param port the port
     * @return this
     */
    public B serial(int index, SerialPort port) {
        return set("serial" + index, port.toString());
    }

    /**
     * Sets the graphics card.
     *
     * @param display the card
     * @return this
     */
    public B vga(Display display) {
        return set("vga", display.toString());
    }

    /**
     * Sets the kind of CPU.
     *
     * @param model the kind
     * @return this
     */
    public B cpu(CpuModel model) {
        return set("cpu", model.toString());
    }

    /**
     * Sets the tags.
     *
     * @param tags all of them; none removes them
     * @return this
     */
    public B tags(Tags tags) {
        return tags.list().isEmpty() ? delete("tags") : set("tags", tags.toString());
    }

    /**
     * Sets when the VM starts and stops with its node.
     *
     * @param order the whole of it
     * @return this
     */
    public B startup(StartupOrder order) {
        return set("startup", order.toString());
    }

    /**
     * Sets whether the VM starts with its node.
     *
     * @param on whether it does
     * @return this
     */
    public B onBoot(boolean on) {
        return set("onboot", Flags.text(on));
    }

    /**
     * Sets what can be changed while the VM runs.
     *
     * @param features all of them
     * @return this
     */
    public B hotplug(Hotplug features) {
        return set("hotplug", features.toString());
    }
}
