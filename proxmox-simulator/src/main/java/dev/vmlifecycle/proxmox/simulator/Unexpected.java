package dev.vmlifecycle.proxmox.simulator;

/** The words for an exception nobody foresaw: its class and its place, and not its message, which may show what a caller sent. */
final class Unexpected {

    static final String PREFIX = "simulator failed: ";

    private Unexpected() {}

    static String text(RuntimeException e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith(Unexpected.class.getPackageName())) {
                return PREFIX + e.getClass().getName() + " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return PREFIX + e.getClass().getName();
    }
}
