package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import java.util.Optional;

/**
 * What a VM moved since its process started: counters, not rates.
 *
 * @param netIn received by its NICs
 * @param netOut sent by its NICs
 * @param diskRead read from its disks
 * @param diskWrite written to its disks
 */
public record Traffic(ByteSize netIn, ByteSize netOut, ByteSize diskRead, ByteSize diskWrite) {

    /**
     * {@return what came on top since an earlier reading; absent when a counter went back, since the process was started
     * anew in between}
     *
     * @param earlier of the same VM
     */
    public Optional<Traffic> since(Traffic earlier) {
        boolean reset = netIn.compareTo(earlier.netIn) < 0
                || netOut.compareTo(earlier.netOut) < 0
                || diskRead.compareTo(earlier.diskRead) < 0
                || diskWrite.compareTo(earlier.diskWrite) < 0;
        return reset
                ? Optional.empty()
                : Optional.of(new Traffic(
                        minus(netIn, earlier.netIn),
                        minus(netOut, earlier.netOut),
                        minus(diskRead, earlier.diskRead),
                        minus(diskWrite, earlier.diskWrite)));
    }

    private static ByteSize minus(ByteSize later, ByteSize earlier) {
        return ByteSize.ofBytes(later.bytes() - earlier.bytes());
    }
}
