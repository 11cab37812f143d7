package dev.vmlifecycle.proxmox.rrd;

import java.util.Locale;

/** How far statistics reach back; the further, the longer the step between two rows. */
public enum Timeframe {
    /** Steps of a minute. */
    HOUR,
    /** Steps of 30 minutes, of a minute since Proxmox VE 9. */
    DAY,
    /** Steps of 3 hours, of 30 minutes since Proxmox VE 9. */
    WEEK,
    /** Steps of 12 hours, of 30 minutes since Proxmox VE 9. */
    MONTH,
    /** Steps of 7 days, of 6 hours since Proxmox VE 9. */
    YEAR;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
