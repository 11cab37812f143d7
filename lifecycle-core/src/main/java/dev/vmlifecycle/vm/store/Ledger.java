package dev.vmlifecycle.vm.store;

import java.util.List;

/**
 * The DNS values of a VM, each list in natural order.
 *
 * @param written what stands in DNS by our hand
 * @param announced what was about to be written when somebody died or lost the answer: it may stand there
 */
public record Ledger(List<LedgerEntry> written, List<LedgerEntry> announced) {

    /**
     * Copies the lists.
     *
     * @param written see above
     * @param announced see above
     */
    public Ledger {
        written = List.copyOf(written);
        announced = List.copyOf(announced);
    }
}
