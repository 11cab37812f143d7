package dev.vmlifecycle.proxmox;

/**
 * Told of every request after it ended, logins, repeats and tries that found no host included: for metrics and traces.
 *
 * <p>Runs on the caller's thread, by several threads at once. What it throws is logged and goes no further. It should not
 * call the client: told of a login, it would wait for that very login.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * Takes note of a call.
     *
     * @param report holds neither values nor secrets
     */
    void ended(CallReport report);

    /** {@return a listener that takes no note} */
    static CallListener none() {
        return report -> {};
    }
}
