package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.vm.store.AnnounceRecords;
import dev.vmlifecycle.vm.store.Ledger;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.OtherHolders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The DNS values written, or about to be written, for each VM. */
final class DnsLedger {
    private static final int NAMES_AT_ONCE = 100;

    private DnsLedger() {}

    static void change(Tx tx, LedgerChange change) throws SQLException {
        for (LedgerEntry entry : change.removed()) {
            tx.update("DELETE FROM ${prefix}dns_ledger WHERE skey = ? AND entry_hash = ?", change.key(), hash(entry));
        }
        for (LedgerEntry entry : change.added()) {
            // looked for first: some drivers count only rows that an update changed
            if (isKnown(tx, change.key(), entry)) {
                tx.update(
                        "UPDATE ${prefix}dns_ledger SET written = 1 WHERE skey = ? AND entry_hash = ?",
                        change.key(),
                        hash(entry));
            } else {
                insert(tx, change.key(), entry, true);
            }
        }
    }

    static Ledger announce(Tx tx, AnnounceRecords announce) throws SQLException {
        for (LedgerEntry entry : announce.entries()) {
            if (!isKnown(tx, announce.key(), entry)) {
                insert(tx, announce.key(), entry, false);
            }
        }
        return of(tx, announce.key());
    }

    static Ledger of(Tx tx, String key) throws SQLException {
        return new Ledger(some(tx, key, true), some(tx, key, false));
    }

    static List<OtherHolders.Holder> others(Tx tx, OtherHolders ask) throws SQLException {
        List<String> names = ask.entries().stream()
                .map(entry -> entry.name().toString())
                .distinct()
                .toList();
        List<OtherHolders.Holder> holders = new ArrayList<>();
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_AT_ONCE));
            List<Object> arguments = new ArrayList<>(some);
            arguments.add(ask.key());
            holders.addAll(tx.list(
                    "SELECT * FROM ${prefix}dns_ledger WHERE record_name IN ("
                            + String.join(", ", Collections.nCopies(some.size(), "?")) + ") AND skey <> ?",
                    row -> new OtherHolders.Holder(row.text("skey"), entry(row)),
                    arguments.toArray()));
        }
        return holders.stream()
                .filter(holder -> ask.entries().stream().anyMatch(holder.entry()::isSameRecord))
                .sorted(Comparator.comparing(OtherHolders.Holder::key).thenComparing(OtherHolders.Holder::entry))
                .toList();
    }

    private static boolean isKnown(Tx tx, String key, LedgerEntry entry) throws SQLException {
        return tx.exists("SELECT 1 FROM ${prefix}dns_ledger WHERE skey = ? AND entry_hash = ?", key, hash(entry));
    }

    private static List<LedgerEntry> some(Tx tx, String key, boolean written) throws SQLException {
        return tx
                .list(
                        "SELECT * FROM ${prefix}dns_ledger WHERE skey = ? AND written = ?",
                        DnsLedger::entry,
                        key,
                        written)
                .stream()
                .sorted()
                .toList();
    }

    private static void insert(Tx tx, String key, LedgerEntry entry, boolean written) throws SQLException {
        tx.update(
                "INSERT INTO ${prefix}dns_ledger (skey, entry_hash, binding_id, zone_name, record_name, record_type,"
                        + " record_value, written) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                key,
                hash(entry),
                entry.binding(),
                entry.zone().toString(),
                entry.name().toString(),
                entry.type().text(),
                entry.value(),
                written);
    }

    static LedgerEntry entry(Row row) throws SQLException {
        return new LedgerEntry(
                row.text("binding_id"),
                DnsName.parse(row.text("zone_name")),
                DnsName.parse(row.text("record_name")),
                new RecordType(row.text("record_type")),
                row.text("record_value"));
    }

    static String hash(LedgerEntry entry) {
        String text = String.join(
                "\u0000",
                entry.binding(),
                entry.zone().toString(),
                entry.name().toString(),
                entry.type().text(),
                entry.value());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: missing (expected: in every Java platform)", e);
        }
    }
}
