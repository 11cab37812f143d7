package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;

/**
 * Number of a guest, unique in its cluster.
 *
 * @param value the number, 100 to 999999999
 */
public record Vmid(int value) implements Comparable<Vmid> {

    private static final int LOWEST = 100;
    private static final int HIGHEST = 999_999_999;

    /**
     * Checks the range the API accepts since Proxmox VE 8.
     *
     * @param value the number, 100 to 999999999
     * @throws IllegalArgumentException when outside of it
     */
    public Vmid {
        if (value < LOWEST || value > HIGHEST) {
            throw new IllegalArgumentException("vmid: " + value + " (expected: 100..999999999)");
        }
    }

    /**
     * {@return the VMID with this number}
     *
     * @param value 100 to 999999999
     */
    public static Vmid of(int value) {
        return new Vmid(value);
    }

    /**
     * {@return the VMID written as decimal text}
     *
     * @param text decimal digits
     * @throws IllegalArgumentException when not a number or out of range
     */
    public static Vmid parse(String text) {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("vmid: " + Shown.of(text) + " (expected: 100..999999999)");
        }
        return new Vmid(Integer.parseInt(text));
    }

    // by hand: lists hold thousands, and a regular expression made each time costs more than all the rest of a row
    private static boolean isNumber(String text) {
        boolean number = text.length() >= 3 && text.length() <= 9 && text.charAt(0) != '0';
        for (int i = 0; number && i < text.length(); i++) {
            number = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return number;
    }

    @Override
    public int compareTo(Vmid other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
