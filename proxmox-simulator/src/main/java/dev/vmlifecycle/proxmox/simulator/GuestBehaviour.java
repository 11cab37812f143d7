package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the operating system in a VM reacts.
 *
 * @param powersOffAfter time from the ACPI power button to power off; empty when the guest ignores the button
 * @param releasesDevices whether the guest lets go of a disk or network device that is unplugged while it runs; the recorded
 *     guest did not
 * @param agent whether the QEMU guest agent answers; it did not in the recorded guest
 */
public record GuestBehaviour(Optional<Duration> powersOffAfter, boolean releasesDevices, boolean agent) {

    /**
     * Checks the time.
     *
     * @param powersOffAfter not negative
     * @param releasesDevices see above
     * @param agent see above
     */
    public GuestBehaviour {
        Objects.requireNonNull(powersOffAfter, "power off");
        powersOffAfter.ifPresent(time -> Expect.span("power off", time));
    }

    /** {@return the recorded guest: powers off after four seconds, keeps its devices} */
    public static GuestBehaviour recorded() {
        return new GuestBehaviour(Optional.of(Duration.ofSeconds(4)), false, false);
    }

    /**
     * {@return a guest that powers off}
     *
     * @param delay after the button was pressed
     */
    public static GuestBehaviour poweringOffAfter(Duration delay) {
        return new GuestBehaviour(Optional.of(delay), false, false);
    }

    /** {@return a guest that ignores the ACPI power button} */
    public static GuestBehaviour ignoringAcpi() {
        return new GuestBehaviour(Optional.empty(), false, false);
    }

    /** {@return the same guest, letting go of unplugged devices} */
    public GuestBehaviour releasingDevices() {
        return new GuestBehaviour(powersOffAfter, true, agent);
    }

    /** {@return the same guest with an agent that answers} */
    public GuestBehaviour withAgent() {
        return new GuestBehaviour(powersOffAfter, releasesDevices, true);
    }
}
