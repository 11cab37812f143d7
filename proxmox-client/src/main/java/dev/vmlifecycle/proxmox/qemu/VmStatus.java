package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;
import java.util.Optional;

/**
 * Run state of a VM, current.
 *
 * @param power running or stopped
 * @param qmpStatus QEMU's own word, such as {@code running}, {@code paused}, {@code prelaunch}
 * @param lock the lock it carries
 * @param name its name
 * @param template whether it is a template
 * @param uptime time since start, zero when stopped
 * @param maxMemory memory it was given
 * @param haManaged whether the HA manager decides on its power
 */
public record VmStatus(
        PowerState power,
        Optional<String> qmpStatus,
        Optional<String> lock,
        Optional<String> name,
        boolean template,
        Duration uptime,
        ByteSize maxMemory,
        boolean haManaged) {

    /** {@return whether it has a process} */
    public boolean isRunning() {
        return power == PowerState.RUNNING;
    }

    /** {@return whether its guest executes and no task holds it; a VM paused for its backup is running, but not up} */
    public boolean isUp() {
        return isRunning() && qmpStatus.filter("running"::equals).isPresent() && lock.isEmpty();
    }
}
