package dev.vmlifecycle.traffic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * How time falls into billing periods of a month each. Periods are computed, never reset: any instant has its period, past or to
 * come. Immutable and thread-safe.
 *
 * <p>A period begins with the first instant of its day in the zone, so it is an hour shorter or longer where clocks are changed.
 */
public final class BillingCycle {
    private static final int FIRST = 1;

    private final int day;
    private final ZoneId zone;

    private BillingCycle(int day, ZoneId zone) {
        this.day = day;
        this.zone = zone;
    }

    /**
     * Calendar months.
     *
     * @param zone whose midnight counts
     * @return the cycle
     */
    public static BillingCycle monthly(ZoneId zone) {
        return new BillingCycle(FIRST, zone);
    }

    /**
     * Months that begin on the day of an order; where a month is too short for it, on the month's last day.
     *
     * @param ordered when the service was ordered; only its day of the month counts
     * @param zone whose midnight counts
     * @return the cycle
     */
    public static BillingCycle anniversary(LocalDate ordered, ZoneId zone) {
        return new BillingCycle(ordered.getDayOfMonth(), zone);
    }

    /**
     * The period that holds an instant.
     *
     * @param instant the instant
     * @return the period
     */
    public BillingPeriod at(Instant instant) {
        YearMonth month = YearMonth.from(instant.atZone(zone));
        YearMonth first = start(month).isAfter(instant) ? month.minusMonths(1) : month;
        return new BillingPeriod(start(first), start(first.plusMonths(1)));
    }

    /**
     * The period before another.
     *
     * @param period a period of this cycle
     * @return the one that ends where it begins
     */
    public BillingPeriod before(BillingPeriod period) {
        return at(period.start().minusMillis(1));
    }

    private Instant start(YearMonth month) {
        return month.atDay(Math.min(day, month.lengthOfMonth()))
                .atStartOfDay(zone)
                .toInstant();
    }
}
