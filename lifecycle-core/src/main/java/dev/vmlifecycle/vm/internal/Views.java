package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.vm.VmView;

/** A VM's row as a panel sees it. */
public final class Views {
    private Views() {}

    /**
     * Makes the view.
     *
     * @param store where the addresses are
     * @param row the row
     * @return the view
     */
    public static VmView of(SubjectStore store, Instance row) {
        VmRecord vm = VmCodec.read(row.subject());
        return new VmView(
                vm.id().key(),
                vm.id().fqdn(),
                status(row),
                row.pointer().pipeline(),
                row.pointer().state(),
                vm.pkg(),
                vm.remote().vmid(),
                vm.remote().node(),
                store.ask(new AddressesOf(row.key())),
                new VmView.Trouble(row.lastError(), row.hold(), row.needsAttention()));
    }

    /**
     * What a panel shows.
     *
     * @param row the row
     * @return the state, but {@code terminate} from the moment a termination is asked for until it ends, and the state before while
     *     DNS is being repaired
     */
    public static String status(Instance row) {
        boolean asked = row.request()
                .filter(request -> request.pipeline().equals("terminate"))
                .isPresent();
        return status(row.pointer().state(), asked);
    }

    static String status(String state, boolean endAsked) {
        if (endAsked || state.startsWith("term_")) {
            return "terminate";
        }
        // a repair is nothing a customer should see
        return switch (state) {
            case "dns_repair" -> "ready";
            case "dns_cleanup" -> "remove";
            default -> state;
        };
    }
}
