package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.MacAddress;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.GuestAccess;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.PowerIntent;
import dev.vmlifecycle.vm.VmKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What we know of a VM: the subject document of its instance row. Immutable.
 *
 * @param id who it is
 * @param pkg the package it has, or is being brought to
 * @param placement where it goes
 * @param access how the customer gets in
 * @param remote what it is on Proxmox
 * @param power its power intent
 * @param change decisions of a running package change
 * @param passwordHash salted hash of the password last written to cloud-init
 * @param open the notes of a step that was interrupted by a preempting request
 * @param ending its termination, once asked for
 * @param assigned the addresses that the host was last told of
 */
public record VmRecord(
        Identity id,
        PackageSpec pkg,
        Placement placement,
        GuestAccess access,
        Remote remote,
        PowerIntent power,
        Optional<Change> change,
        Optional<String> passwordHash,
        Optional<OpenIntent> open,
        Optional<Ending> ending,
        List<IpAddress> assigned) {
    private static final int OWNER_BYTES = 16;

    /**
     * Who a VM is.
     *
     * @param key the host's id
     * @param fqdn its host name
     * @param owner random text that proves ownership in the VM's notes
     * @param deploy counts the deploys of this key, from 1
     */
    public record Identity(VmKey key, String fqdn, String owner, int deploy) {}

    /**
     * What a VM is on Proxmox.
     *
     * @param vmid its VMID, once its clone is proved ours
     * @param node where it was last seen
     * @param createdAt when its clone was asked for
     * @param systemDisk the slot of its system disk, as the template had it: a customer may change the boot order
     * @param extraDisk the slot of its additional disk
     * @param keepMac the MAC address that its next NIC is to have, while it is being reinstalled
     */
    public record Remote(
            Optional<Vmid> vmid,
            Optional<NodeName> node,
            Optional<Instant> createdAt,
            Optional<String> systemDisk,
            Optional<String> extraDisk,
            Optional<MacAddress> keepMac) {

        /**
         * A VM that is not being reinstalled.
         *
         * @param vmid see above
         * @param node see above
         * @param createdAt see above
         * @param systemDisk see above
         * @param extraDisk see above
         */
        public Remote(
                Optional<Vmid> vmid,
                Optional<NodeName> node,
                Optional<Instant> createdAt,
                Optional<String> systemDisk,
                Optional<String> extraDisk) {
            this(vmid, node, createdAt, systemDisk, extraDisk, Optional.empty());
        }

        /**
         * A VM that is not there.
         *
         * @return all empty
         */
        public static Remote none() {
            return new Remote(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Decisions of a package change, made once in its first step.
     *
     * @param mustStop whether the change stops the VM
     * @param wasRunning whether the VM ran when the change began
     * @param nic the NIC change that the running VM refused last
     * @param unstopped whether people were told that the guest does not shut down
     */
    public record Change(boolean mustStop, boolean wasRunning, Optional<Refusal> nic, boolean unstopped) {

        static Change decided(boolean mustStop, boolean wasRunning) {
            return new Change(mustStop, wasRunning, Optional.empty(), false);
        }

        Change refused(Refusal refusal) {
            return new Change(mustStop, wasRunning, Optional.of(refusal), unstopped);
        }

        Change reported() {
            return new Change(mustStop, wasRunning, nic, true);
        }
    }

    /**
     * A NIC change that the running VM refused. Each try may cut the VM off its network for a moment, so tries grow rare.
     *
     * @param times how often in a row
     * @param at when last
     * @param why what Proxmox said
     */
    public record Refusal(int times, Instant at, String why) {
        private static final Duration FIRST = Duration.ofMinutes(10);
        private static final Duration LONGEST = Duration.ofHours(6);

        /** From when on the change may be tried again. */
        Instant until() {
            Duration pause = FIRST.multipliedBy(1L << Math.min(times - 1, 10));
            return at.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        }
    }

    /**
     * The notes of an interrupted step.
     *
     * @param pipeline its pipeline
     * @param state the state before it
     * @param checkpoint its notes
     */
    public record OpenIntent(String pipeline, String state, String checkpoint) {}

    /**
     * The record of a VM that is asked for.
     *
     * @param request what is asked
     * @param deploy counts the deploys of this key, from 1
     * @return the record, with a new random owner
     */
    public static VmRecord first(DeployRequest request, int deploy) {
        return new VmRecord(
                new Identity(request.key(), request.fqdn().toString(), newOwner(), deploy),
                request.pkg(),
                request.placement(),
                request.access(),
                Remote.none(),
                PowerIntent.ON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * Whether a request asks for just this VM. The package counts only until a package change was asked for, so it is not
     * compared.
     *
     * @param request the request
     * @return true when host name, placement and access are the same
     */
    public boolean asksTheSameAs(DeployRequest request) {
        return id.fqdn().equals(request.fqdn().toString())
                && placement.asksTheSameAs(request.placement())
                && access.equals(request.access());
    }

    /**
     * The line in the VM's notes that proves it ours.
     *
     * @param vmid the VMID it names
     * @return the line
     */
    public String ownerLine(Vmid vmid) {
        return "vm-lifecycle: key=" + id.key() + " vmid=" + vmid + " owner=" + id.owner();
    }

    /**
     * The same record with another remote part.
     *
     * @param value the remote part
     * @return a copy
     */
    public VmRecord withRemote(Remote value) {
        return new VmRecord(id, pkg, placement, access, value, power, change, passwordHash, open, ending, assigned);
    }

    /**
     * The same record on another node.
     *
     * @param value the node
     * @return a copy
     */
    public VmRecord withNode(NodeName value) {
        return withRemote(new Remote(
                remote.vmid(),
                Optional.of(value),
                remote.createdAt(),
                remote.systemDisk(),
                remote.extraDisk(),
                remote.keepMac()));
    }

    /**
     * The same record with an additional disk at a slot.
     *
     * @param slot the slot
     * @return a copy
     */
    public VmRecord withExtraDisk(String slot) {
        return withRemote(new Remote(
                remote.vmid(),
                remote.node(),
                remote.createdAt(),
                remote.systemDisk(),
                Optional.of(slot),
                remote.keepMac()));
    }

    /**
     * The same record with another MAC address to keep.
     *
     * @param value what the next NIC is to have; empty = what it has
     * @return a copy
     */
    public VmRecord withKeepMac(Optional<MacAddress> value) {
        return withRemote(new Remote(
                remote.vmid(), remote.node(), remote.createdAt(), remote.systemDisk(), remote.extraDisk(), value));
    }

    /**
     * The same order, to be deployed anew: another owner, the next deploy, and nothing on the cluster.
     *
     * @return a copy
     */
    public VmRecord anew() {
        return new VmRecord(
                new Identity(id.key(), id.fqdn(), newOwner(), id.deploy() + 1),
                pkg,
                placement,
                access,
                Remote.none(),
                PowerIntent.ON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static String newOwner() {
        byte[] random = new byte[OWNER_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * The same record, with one of its candidates picked.
     *
     * @param where the node
     * @return a copy
     */
    public VmRecord placedOn(NodeName where) {
        return new VmRecord(
                id, pkg, placement.on(where), access, remote, power, change, passwordHash, open, ending, assigned);
    }

    /**
     * The same record with another package.
     *
     * @param value the package
     * @return a copy
     */
    public VmRecord withPkg(PackageSpec value) {
        return new VmRecord(id, value, placement, access, remote, power, change, passwordHash, open, ending, assigned);
    }

    /**
     * The same record with other change decisions.
     *
     * @param value the decisions; empty = no change runs
     * @return a copy
     */
    public VmRecord withChange(Optional<Change> value) {
        return new VmRecord(id, pkg, placement, access, remote, power, value, passwordHash, open, ending, assigned);
    }

    /**
     * The same record with another password hash.
     *
     * @param value the hash
     * @return a copy
     */
    public VmRecord withPasswordHash(Optional<String> value) {
        return new VmRecord(id, pkg, placement, access, remote, power, change, value, open, ending, assigned);
    }

    /**
     * The same record with other interrupted notes.
     *
     * @param value the notes
     * @return a copy
     */
    public VmRecord withOpen(Optional<OpenIntent> value) {
        return new VmRecord(id, pkg, placement, access, remote, power, change, passwordHash, value, ending, assigned);
    }

    /**
     * The same record with another state of its termination.
     *
     * @param value its termination
     * @return a copy
     */
    public VmRecord withEnding(Optional<Ending> value) {
        return new VmRecord(id, pkg, placement, access, remote, power, change, passwordHash, open, value, assigned);
    }

    /**
     * The same record with other addresses told.
     *
     * @param value what the host was told of
     * @return a copy
     */
    public VmRecord withAssigned(List<IpAddress> value) {
        return new VmRecord(
                id, pkg, placement, access, remote, power, change, passwordHash, open, ending, List.copyOf(value));
    }

    /**
     * The same record with another's owner: settings may change before anything exists, the proof of ownership must not, since a
     * clone may be on its way.
     *
     * @param other the record whose owner counts
     * @return a copy
     */
    public VmRecord withOwnerOf(VmRecord other) {
        Identity kept = new Identity(id.key(), id.fqdn(), other.id().owner(), id.deploy());
        return new VmRecord(kept, pkg, placement, access, remote, power, change, passwordHash, open, ending, assigned);
    }
}
