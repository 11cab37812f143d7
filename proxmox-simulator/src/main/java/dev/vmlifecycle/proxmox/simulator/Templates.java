package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import java.util.Map;
import java.util.TreeMap;

/** Builds templates and plain VMs that were there before the simulator began. */
final class Templates {

    private Templates() {}

    static void add(World world, TemplateSpec spec) {
        StorageSpec storage = world.cluster.storageOn(spec.storage(), spec.node());
        world.cluster.node(spec.node());
        int vmid = spec.vmid();
        Vm vm = Vm.of(vmid, spec.node(), world.cluster.guest());
        String name = Volumes.path(storage, vmid, "base-" + vmid + "-disk-0", spec.format());
        Volume disk = world.volumes.add(storage, spec.node(), vmid, name, spec.format(), DiskSize.bytes(spec.disk()));
        Volume cloudinit = world.volumes.allocateCloudinit(spec.node(), storage.id(), vmid);
        vm.config.putAll(base(world, spec.name(), spec.cores(), spec.memory(), spec.bridge()));
        vm.config.put("template", "1");
        vm.config.put("scsi0", disk.volid() + ",size=" + DiskSize.print(disk.size));
        vm.config.put("ide2", cloudinit.volid() + ",media=cdrom,size=4M");
        world.addVm(vm);
    }

    static Map<String, String> base(World world, String name, String cores, String memory, String bridge) {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("name", name),
                Map.entry("agent", "1"),
                Map.entry("boot", "order=scsi0"),
                Map.entry("cores", cores),
                Map.entry("memory", memory),
                Map.entry("meta", "creation-qemu=9.2.0,ctime=1767225600"),
                Map.entry("net0", "virtio=" + world.random.mac() + ",bridge=" + bridge),
                Map.entry("onboot", "0"),
                Map.entry("ostype", "l26"),
                Map.entry("scsihw", "virtio-scsi-single"),
                Map.entry("serial0", "socket"),
                Map.entry("smbios1", "uuid=" + world.random.uuid()),
                Map.entry("vga", "serial0"),
                Map.entry("vmgenid", world.random.uuid())));
    }
}
