package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoints;

/** The Proxmox VE line a simulated cluster runs. Texts and behaviour are those recorded on 8.4.1 except where a line is known to differ. */
public enum PveVersion {
    /** The last 7.x: resize without a task, error texts in the reason phrase only, no {@code overrule-shutdown}. */
    V7_4("7.4-20", "7.4", 7),
    /** The recorded one. */
    V8_4("8.4.1", "8.4", 8),
    /** 9.1: guest agent privileges of its own, finer RRD series, HA rules. */
    V9("9.1.2", "9.1", 9);

    private final String version;
    private final String release;
    private final int major;

    PveVersion(String version, String release, int major) {
        this.version = version;
        this.release = release;
        this.major = major;
    }

    /** {@return the full version as {@code GET /version} answers} */
    public String version() {
        return version;
    }

    /** {@return the release, for example {@code 8.4}} */
    public String release() {
        return release;
    }

    int major() {
        return major;
    }

    Endpoints endpoints() {
        return Endpoints.of(major);
    }

    /** Since early 2025 an error's text is in the body too. */
    boolean hasMessageInBody() {
        return major >= 8;
    }
}
