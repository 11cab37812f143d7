package dev.vmlifecycle.proxmox.simulator;

/**
 * The words for an exception nobody foresaw: its class and its place, and not its message, which may show what a caller sent. They are
 * logged too, under this package's name; the stack at level DEBUG.
 */
final class Unexpected {

    static final String PREFIX = "simulator failed: ";
    private static final System.Logger LOG = System.getLogger(Unexpected.class.getPackageName());

    private Unexpected() {}

    /** Logs it; {@return its words} */
    static String text(String where, Throwable e) {
        String text = PREFIX + e.getClass().getName() + place(e);
        LOG.log(System.Logger.Level.WARNING, where + ": " + text);
        LOG.log(System.Logger.Level.DEBUG, where, e);
        return text;
    }

    private static String place(Throwable e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith(Unexpected.class.getPackageName())) {
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
