package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.qemu.CreateRequest;
import dev.vmlifecycle.vm.Combination.Bus;
import dev.vmlifecycle.vm.Combination.Firmware;
import dev.vmlifecycle.vm.Combination.Store;
import java.time.Duration;

/** Makes the template of a combination through the API, as an administrator would. */
final class MatrixTemplate {
    static final int VMID = 9100;

    private MatrixTemplate() {}

    static void create(VmWorld world, Combination row) {
        ProxmoxClient pve = world.client();
        Qemu vm = pve.node(NodeName.of("pve1")).qemu(Vmid.of(VMID));
        pve.node(NodeName.of("pve1")).create(CreateRequest.of(Vmid.of(VMID)).with(keys -> hardware(keys, row)));
        world.clock.advance(Duration.ofMinutes(5));
        vm.convertToTemplate();
        world.clock.advance(Duration.ofMinutes(5));
    }

    private static void hardware(ConfigUpdate.Builder keys, Combination row) {
        String storage = row.store() == Store.SHARED ? "shared1" : "local";
        String ssd = row.bus() == Bus.VIRTIO ? "" : ",ssd=1";
        keys.name("template").cores(1).memory(ByteSize.ofMiB(512));
        keys.set("bios", row.firmware() == Firmware.UEFI ? "ovmf" : "seabios");
        if (row.firmware() == Firmware.UEFI) {
            keys.set("efidisk0", storage + ":1,efitype=4m,format=qcow2");
        }
        keys.set("scsihw", "virtio-scsi-pci");
        keys.set(row.bus().slot(0), storage + ":2,format=qcow2,iops_rd=" + Wanted.TEMPLATE_IOPS + ssd);
        keys.set("boot", "order=" + row.bus().slot(0));
        keys.set("ide2", storage + ":cloudinit");
        keys.set("net0", "virtio,bridge=vmbr0,mtu=1400,rate=" + Wanted.TEMPLATE_RATE);
    }
}
