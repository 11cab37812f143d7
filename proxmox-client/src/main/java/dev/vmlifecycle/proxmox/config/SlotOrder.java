package dev.vmlifecycle.proxmox.config;

import java.util.Comparator;

/** Bus by name, then number by value: {@code scsi2} before {@code scsi10}. */
enum SlotOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        int bus = bus(left).compareTo(bus(right));
        return bus != 0 ? bus : Integer.compare(index(left), index(right));
    }

    private static String bus(String slot) {
        return slot.replaceAll("\\d+$", "");
    }

    private static int index(String slot) {
        return Integer.parseInt(slot.substring(bus(slot).length()));
    }
}
