package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.PermitLimit;
import dev.vmlifecycle.vm.ForceStop;
import dev.vmlifecycle.vm.StopPolicy;
import java.time.Duration;

/**
 * Times and policies of the VM steps.
 *
 * @param settle how long a lost call may still take effect (Proxmox: 10 s lock wait, 30 s proxy, margin)
 * @param pollFirst the first poll of a task comes after this; later ones back off
 * @param pollCap the longest time between polls
 * @param stopWindow how long a graceful stop may take
 * @param forceWindow how long a forced stop may take
 * @param giveUp how long transient errors of a destroy are retried
 * @param ipQuarantine how long a released address is given to nobody
 * @param vmidQuarantine how long a released VMID is given to nobody
 * @param stopPolicy whether a package change stops the VM
 * @param forceStop whether it may force that stop
 * @param clonesPerStorage how many full clones may be written to one storage at a time
 */
public record Settings(
        Duration settle,
        Duration pollFirst,
        Duration pollCap,
        Duration stopWindow,
        Duration forceWindow,
        Duration giveUp,
        Duration ipQuarantine,
        Duration vmidQuarantine,
        StopPolicy stopPolicy,
        ForceStop forceStop,
        PermitLimit clonesPerStorage) {

    /**
     * The contract's defaults.
     *
     * @return the defaults
     */
    public static Settings defaults() {
        return new Settings(
                Duration.ofSeconds(60),
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                Duration.ofSeconds(120),
                Duration.ofSeconds(60),
                Duration.ofMinutes(15),
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                StopPolicy.WHEN_REQUIRED,
                ForceStop.AFTER_WINDOW,
                PermitLimit.of(4));
    }

    /**
     * When to look again after so many polls.
     *
     * @param waits polls so far
     * @return the pause, growing by 1.6 up to the cap
     */
    public Duration poll(int waits) {
        double factor = Math.pow(1.6, Math.min(waits, 40));
        long millis = Math.round(Math.min((double) pollCap.toMillis(), pollFirst.toMillis() * factor));
        return Duration.ofMillis(Math.max(1, millis));
    }

    /**
     * The same with another settle time.
     *
     * @param value the settle time
     * @return a copy
     */
    public Settings withSettle(Duration value) {
        return new Settings(
                value,
                pollFirst,
                pollCap,
                stopWindow,
                forceWindow,
                giveUp,
                ipQuarantine,
                vmidQuarantine,
                stopPolicy,
                forceStop,
                clonesPerStorage);
    }

    /**
     * The same with another address quarantine.
     *
     * @param value the quarantine
     * @return a copy
     */
    public Settings withIpQuarantine(Duration value) {
        return new Settings(
                settle,
                pollFirst,
                pollCap,
                stopWindow,
                forceWindow,
                giveUp,
                value,
                vmidQuarantine,
                stopPolicy,
                forceStop,
                clonesPerStorage);
    }

    /**
     * The same with another stop policy.
     *
     * @param value the policy
     * @return a copy
     */
    public Settings withStopPolicy(StopPolicy value) {
        return new Settings(
                settle,
                pollFirst,
                pollCap,
                stopWindow,
                forceWindow,
                giveUp,
                ipQuarantine,
                vmidQuarantine,
                value,
                forceStop,
                clonesPerStorage);
    }

    /**
     * The same with another force of stops.
     *
     * @param value whether a package change may force a stop
     * @return a copy
     */
    public Settings withForceStop(ForceStop value) {
        return new Settings(
                settle,
                pollFirst,
                pollCap,
                stopWindow,
                forceWindow,
                giveUp,
                ipQuarantine,
                vmidQuarantine,
                stopPolicy,
                value,
                clonesPerStorage);
    }

    /**
     * The same with another limit of clones.
     *
     * @param value how many full clones may be written to one storage at a time
     * @return a copy
     */
    public Settings withClonesPerStorage(PermitLimit value) {
        return new Settings(
                settle,
                pollFirst,
                pollCap,
                stopWindow,
                forceWindow,
                giveUp,
                ipQuarantine,
                vmidQuarantine,
                stopPolicy,
                forceStop,
                value);
    }
}
