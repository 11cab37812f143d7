package dev.vmlifecycle.proxmox.internal;

/** A number that is no {@code long}, with the digits it came with. */
record JsonDecimal(String digits) {

    @Override
    public String toString() {
        return digits;
    }
}
