package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;

/** Form fields both kinds of clone share. */
record CloneParams(List<Param> list) {

    CloneParams {
        list = List.copyOf(list);
    }

    static CloneParams of(Vmid newId, boolean full) {
        // always explicit: the default depends on whether the source is a template
        return new CloneParams(List.of(Param.of("newid", newId), Param.flag("full", full)));
    }

    CloneParams and(String name, Object value) {
        List<Param> copy = new ArrayList<>(list);
        copy.removeIf(param -> param.name().equals(name));
        copy.add(Param.of(name, value));
        return new CloneParams(copy);
    }
}
