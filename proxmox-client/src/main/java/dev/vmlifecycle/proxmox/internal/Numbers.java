package dev.vmlifecycle.proxmox.internal;

/** Whole numbers out of property strings. */
public final class Numbers {
    private Numbers() {}

    /**
     * {@return the number}
     *
     * @param what it is called in the refusal
     * @param text decimal digits
     * @throws IllegalArgumentException when it is no number, or beyond an int
     */
    public static int parseInt(String what, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + ": " + Shown.of(text) + " (expected: a whole number)", e);
        }
    }

    /**
     * {@return the number}
     *
     * @param what it is called in the refusal
     * @param text decimal digits
     * @throws IllegalArgumentException when it is no number, or beyond a long
     */
    public static long parseLong(String what, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + ": " + Shown.of(text) + " (expected: a whole number)", e);
        }
    }
}
