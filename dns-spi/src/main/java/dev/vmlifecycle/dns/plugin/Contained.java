package dev.vmlifecycle.dns.plugin;

/**
 * What a plugin throws: anything at all, also checked exceptions of languages that do not check them. All of it is contained but the
 * exhaustion of the machine, which is no plugin's business to survive.
 */
final class Contained {
    private Contained() {}

    /** {@return the name of what was thrown, never its message; rethrows what nobody may contain, and keeps an interrupt} */
    static String name(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return thrown.getClass().getSimpleName();
    }
}
