package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.config.PropertyString;
import java.util.Optional;

/**
 * Which backups of a guest to keep; the others are removed. Rules count from the newest on, and each counts what the
 * shorter ones left. Immutable; each setter returns a changed copy.
 */
public final class PruneRules {

    private final PropertyString text;

    private PruneRules(PropertyString text) {
        this.text = text;
    }

    /** {@return the rule that keeps all} */
    public static PruneRules keepAll() {
        return parse("keep-all=1");
    }

    /**
     * {@return the rule that keeps the newest}
     *
     * @param count how many
     */
    public static PruneRules keepLast(int count) {
        return parse("keep-last=" + count);
    }

    /**
     * {@return the rules in this text}
     *
     * @param text such as {@code keep-last=3,keep-daily=7}
     */
    public static PruneRules parse(String text) {
        return new PruneRules(PropertyString.parse(text));
    }

    /**
     * {@return these rules and the newest of each hour}
     *
     * @param count how many hours
     */
    public PruneRules hourly(int count) {
        return keep("keep-hourly", count);
    }

    /**
     * {@return these rules and the newest of each day}
     *
     * @param count how many days
     */
    public PruneRules daily(int count) {
        return keep("keep-daily", count);
    }

    /**
     * {@return these rules and the newest of each week}
     *
     * @param count how many weeks
     */
    public PruneRules weekly(int count) {
        return keep("keep-weekly", count);
    }

    /**
     * {@return these rules and the newest of each month}
     *
     * @param count how many months
     */
    public PruneRules monthly(int count) {
        return keep("keep-monthly", count);
    }

    /**
     * {@return these rules and the newest of each year}
     *
     * @param count how many years
     */
    public PruneRules yearly(int count) {
        return keep("keep-yearly", count);
    }

    /**
     * {@return how many a rule keeps, absent when there is no such rule}
     *
     * @param rule such as {@code keep-last}
     */
    public Optional<String> get(String rule) {
        return text.get(rule);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PruneRules that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the wire form} */
    @Override
    public String toString() {
        return text.toString();
    }

    private PruneRules keep(String rule, int count) {
        // the server refuses "keep all" beside another rule
        return new PruneRules(text.without("keep-all").with(rule, Integer.toString(count)));
    }
}
