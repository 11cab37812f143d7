package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;

/** Parameters of a request, each name once. */
record RequestParams(List<Param> list) {

    RequestParams {
        list = List.copyOf(list);
    }

    static RequestParams of(String name, Object value) {
        return new RequestParams(List.of(Param.of(name, value)));
    }

    RequestParams and(String name, Object value) {
        return and(Param.of(name, value));
    }

    RequestParams flag(String name, boolean value) {
        return and(Param.flag(name, value));
    }

    /** The server counts in KiB per second, and takes 0 for no limit. */
    RequestParams bandwidth(ByteSize perSecond) {
        return and("bwlimit", Math.max(1, perSecond.bytes() / 1024));
    }

    RequestParams and(Param param) {
        List<Param> copy = new ArrayList<>(list);
        copy.removeIf(other -> other.name().equals(param.name()));
        copy.add(param);
        return new RequestParams(copy);
    }
}
