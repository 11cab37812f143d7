package dev.vmlifecycle.proxmox.simulator;

import java.util.Objects;

/**
 * A template to clone from, much like the recorded one: Linux, cloud-init drive on {@code ide2}, system disk on {@code scsi0}, one
 * virtio NIC, guest agent configured. Immutable.
 *
 * @param vmid its number, a plain one since this module depends on no other that has a type for it
 * @param name its name
 * @param node where it lives
 * @param storage where its volumes lie
 * @param disk size of the system disk as Proxmox writes sizes
 * @param format format of the system disk
 * @param cores processors; 2 unless set
 * @param memory MiB; 512 unless set
 * @param bridge the NIC's bridge; {@code vmbr0} unless set
 */
public record TemplateSpec(
        int vmid,
        String name,
        String node,
        String storage,
        String disk,
        String format,
        String cores,
        String memory,
        String bridge) {

    /**
     * Checks the values.
     *
     * @param vmid 100 to 999999999
     * @param name see above
     * @param node see above
     * @param storage see above
     * @param disk see above
     * @param format see above
     * @param cores see above
     * @param memory see above
     * @param bridge see above
     */
    public TemplateSpec {
        Expect.that(vmid >= 100 && vmid <= 999_999_999, "vmid", vmid, "100 to 999999999");
        Expect.dnsName("template", name);
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(format, "format");
        Expect.matches("bridge", bridge, "[A-Za-z][A-Za-z0-9_.-]{0,14}", "an interface name, 15 characters at most");
        Expect.matches("disk", disk, "[1-9]\\d*(\\.\\d+)?[KMGT]?", "a size such as 2G");
        Expect.matches("cores", cores, "[1-9]\\d*", "at least 1");
        Expect.matches("memory", memory, "[1-9]\\d*", "MiB, at least 1");
    }

    /**
     * {@return a template with a 1 GiB disk in the storage's richest format}
     *
     * @param vmid its number
     * @param node where it lives
     * @param storage where its volumes lie
     */
    public static TemplateSpec of(int vmid, String node, StorageSpec storage) {
        String format = storage.formats().contains("qcow2") ? "qcow2" : storage.defaultFormat();
        return new TemplateSpec(vmid, "tmpl" + vmid, node, storage.id(), "1G", format, "2", "512", "vmbr0");
    }

    /**
     * {@return the same template under another name}
     *
     * @param text a DNS name
     */
    public TemplateSpec named(String text) {
        return new TemplateSpec(vmid, text, node, storage, disk, format, cores, memory, bridge);
    }

    /**
     * {@return the same template with another system disk}
     *
     * @param size for example {@code 10G}
     */
    public TemplateSpec disk(String size) {
        return new TemplateSpec(vmid, name, node, storage, size, format, cores, memory, bridge);
    }

    /**
     * {@return the same template with other defaults for CPU and memory}
     *
     * @param count processors
     * @param mebibytes memory in MiB
     */
    public TemplateSpec sized(int count, int mebibytes) {
        return new TemplateSpec(
                vmid, name, node, storage, disk, format, Integer.toString(count), Integer.toString(mebibytes), bridge);
    }

    /**
     * {@return the same template with its NIC on another bridge}
     *
     * @param other the bridge
     */
    public TemplateSpec bridge(String other) {
        return new TemplateSpec(vmid, name, node, storage, disk, format, cores, memory, other);
    }
}
