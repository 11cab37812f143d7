package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** Which guests to back up. */
public sealed interface BackupSelection {

    /**
     * These guests.
     *
     * @param vmids at least one
     */
    record Guests(List<Vmid> vmids) implements BackupSelection {

        /**
         * Copies the list.
         *
         * @param vmids see above
         * @throws IllegalArgumentException when it is empty
         */
        public Guests {
            vmids = List.copyOf(vmids);
            if (vmids.isEmpty()) {
                throw new IllegalArgumentException("guests: none (expected: at least one)");
            }
        }

        @Override
        public List<Param> params() {
            return ParamList.of().join("vmid", vmids).list();
        }
    }

    /**
     * All guests but these.
     *
     * @param except which not
     */
    record All(List<Vmid> except) implements BackupSelection {

        /**
         * Copies the list.
         *
         * @param except see above
         */
        public All {
            except = List.copyOf(except);
        }

        @Override
        public List<Param> params() {
            ParamList all = ParamList.of(Param.flag("all", true));
            return except.isEmpty() ? all.list() : all.join("exclude", except).list();
        }
    }

    /**
     * The guests of a pool, as it is when the backup begins.
     *
     * @param pool the pool
     */
    record OfPool(PoolId pool) implements BackupSelection {

        @Override
        public List<Param> params() {
            return List.of(Param.of("pool", pool));
        }
    }

    /**
     * {@return these guests}
     *
     * @param vmids at least one
     */
    static BackupSelection guests(Vmid... vmids) {
        return new Guests(List.of(vmids));
    }

    /**
     * {@return all guests}
     *
     * @param except but these
     */
    static BackupSelection all(Vmid... except) {
        return new All(List.of(except));
    }

    /**
     * {@return the guests of a pool}
     *
     * @param pool the pool
     */
    static BackupSelection pool(PoolId pool) {
        return new OfPool(pool);
    }

    /** {@return the form fields} */
    List<Param> params();
}
