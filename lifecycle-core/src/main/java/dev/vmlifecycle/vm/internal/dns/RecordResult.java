package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.vm.internal.dns.RecordPlan.Planned;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.util.List;
import java.util.Optional;

/**
 * What became of one record.
 *
 * @param provider the kind of service, for people
 * @param entry the value
 * @param removal true when it was to go
 * @param replaced pointers that are gone since this one stands
 * @param note why nothing was done although all is well; empty otherwise
 * @param error why it failed; empty when it did not
 * @param sent false when the server was not asked
 */
public record RecordResult(
        String provider,
        LedgerEntry entry,
        boolean removal,
        List<LedgerEntry> replaced,
        String note,
        Optional<DnsError> error,
        boolean sent) {

    /**
     * Copies the list.
     *
     * @param provider the kind of service, for people
     * @param entry the value
     * @param removal true when it was to go
     * @param replaced pointers that are gone since this one stands
     * @param note why nothing was done although all is well; empty otherwise
     * @param error why it failed; empty when it did not
     * @param sent false when the server was not asked
     */
    public RecordResult {
        replaced = List.copyOf(replaced);
    }

    static RecordResult of(String provider, Planned planned, ChangeResult result) {
        return new RecordResult(
                provider, planned.entry(), planned.removal(), planned.replaces(), "", result.error(), true);
    }

    static RecordResult failed(String provider, Planned planned, DnsError error) {
        return new RecordResult(
                provider, planned.entry(), planned.removal(), planned.replaces(), "", Optional.of(error), true);
    }

    static RecordResult notTried(String provider, Planned planned, DnsError error) {
        return new RecordResult(
                provider, planned.entry(), planned.removal(), planned.replaces(), "", Optional.of(error), false);
    }

    /**
     * What nobody can write, since its binding is not configured any more.
     *
     * @param entry the value
     * @param removal true when it was to go
     * @return the result, with an error that waits for somebody to do something
     */
    public static RecordResult leftBehind(LedgerEntry entry, boolean removal) {
        DnsError error = DnsError.of(
                DnsError.Kind.UNSUPPORTED, "binding: " + entry.binding() + " (expected: one that is configured)");
        return new RecordResult("not configured", entry, removal, List.of(), "", Optional.of(error), false);
    }

    static RecordResult unfit(String provider, LedgerEntry entry, DnsError error) {
        return new RecordResult(provider, entry, false, List.of(), "", Optional.of(error), false);
    }

    /**
     * A value of ours that stays, since somebody else counts on it, and is forgotten.
     *
     * @param provider the kind of service, for people
     * @param entry the value
     * @param why who does
     * @return the result
     */
    public static RecordResult spared(String provider, LedgerEntry entry, String why) {
        return new RecordResult(provider, entry, true, List.of(), why, Optional.empty(), false);
    }

    /** Somebody else's pointer stands there and is left alone. */
    static RecordResult kept(String provider, Planned planned, String value) {
        return new RecordResult(
                provider, planned.entry(), planned.removal(), List.of(), "kept: " + value, Optional.empty(), true);
    }

    /**
     * The same record, of which it turned out that it has no place there.
     *
     * @param why what stands in its stead
     * @return a result without error
     */
    public RecordResult skipped(String why) {
        return new RecordResult(provider, entry, removal, List.of(), why, Optional.empty(), false);
    }

    /**
     * Whether it was to come and has no place there.
     *
     * @return true when it neither stands nor is missing
     */
    public boolean isSkipped() {
        return isOk() && !sent && !removal;
    }

    /**
     * Whether the record is as it shall be.
     *
     * @return false when there is an error
     */
    public boolean isOk() {
        return error.isEmpty();
    }

    /**
     * Whether the change may have been made although it failed: whoever got no answer cannot tell.
     *
     * @return false when the server said no, or was not asked
     */
    public boolean isUncertain() {
        return sent
                && error.map(DnsError::kind)
                        .filter(kind -> switch (kind) {
                            case UNREACHABLE, TRANSIENT, UNKNOWN -> true;
                            default -> false;
                        })
                        .isPresent();
    }

    /**
     * The line operators know.
     *
     * @return such as {@code fwd OK  [powerdns] example.com  vm42.example.com A 192.0.2.10}; {@code ERR} or {@code SKIPPED} with why
     */
    public String line() {
        String direction = RecordPlan.isPointer(entry) ? "rev" : "fwd";
        String why = error.map(DnsError::safeMessage).orElse(note);
        String outcome = isSkipped() ? " SKIPPED  [" : isOk() ? " OK  [" : " ERR  [";
        return direction + (removal ? "-del" : "") + outcome + provider + "] " + entry.zone() + "  " + entry.name()
                + " " + entry.type() + " " + entry.value() + (why.isEmpty() ? "" : "  " + why);
    }
}
