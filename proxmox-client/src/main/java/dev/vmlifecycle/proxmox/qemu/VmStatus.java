package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;
import java.util.Map;
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
 * @param haManaged whether the HA manager decides on its power; a start or stop then only asks it
 * @param agentConfigured whether the guest agent is asked; says nothing about one running in the guest
 * @param load what it uses
 * @param values every plain value of the answer by its name in the API, unknown ones too
 */
public record VmStatus(
        PowerState power,
        Optional<String> qmpStatus,
        Optional<String> lock,
        Optional<String> name,
        boolean template,
        Duration uptime,
        ByteSize maxMemory,
        boolean haManaged,
        boolean agentConfigured,
        VmLoad load,
        Map<String, String> values) {

    /**
     * Copies the map.
     *
     * @param power see above
     * @param qmpStatus see above
     * @param lock see above
     * @param name see above
     * @param template see above
     * @param uptime see above
     * @param maxMemory see above
     * @param haManaged see above
     * @param agentConfigured see above
     * @param load see above
     * @param values see above
     */
    public VmStatus {
        values = Map.copyOf(values);
    }

    /** {@return whether it has a process} */
    public boolean isRunning() {
        return power == PowerState.RUNNING;
    }

    /** {@return whether its guest executes and no task holds it; a VM paused for its backup is running, but not up} */
    public boolean isUp() {
        return isRunning() && qmpStatus.filter("running"::equals).isPresent() && lock.isEmpty();
    }

    /** {@return whether it has a process whose guest stands still: paused, suspended, not yet begun, or out of disk space} */
    public boolean isPaused() {
        return isRunning() && qmpStatus.filter(word -> !word.equals("running")).isPresent();
    }
}
