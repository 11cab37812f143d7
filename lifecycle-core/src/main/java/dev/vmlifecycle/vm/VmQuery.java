package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.proxmox.NodeName;
import java.util.Optional;

/**
 * Which VMs to list. Immutable; begin with {@link #all} or {@link #inState} and narrow it down.
 *
 * <p>Rows are searched by state without an index, since an index on what changes with each step would cost every step. A list by state
 * of a large store is for people, not for a loop.
 */
public final class VmQuery {
    private static final int MOST = 1000;

    private final Optional<String> status;
    private final Optional<String> cluster;
    private final Optional<NodeName> node;
    private final Optional<DnsName> fqdn;
    private final boolean needingAttention;
    private final Optional<VmKey> after;
    private final int atMost;

    private VmQuery(
            Optional<String> status,
            Optional<String> cluster,
            Optional<NodeName> node,
            Optional<DnsName> fqdn,
            boolean needingAttention,
            Optional<VmKey> after,
            int atMost) {
        this.status = status;
        this.cluster = cluster;
        this.node = node;
        this.fqdn = fqdn;
        this.needingAttention = needingAttention;
        this.after = after;
        this.atMost = atMost;
    }

    /**
     * Every VM, removed ones included, 100 a page.
     *
     * @return the query
     */
    public static VmQuery all() {
        return new VmQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), 100);
    }

    /**
     * VMs of a status, as {@link VmView#status} says it.
     *
     * @param status for example {@code ready} or {@code terminate}
     * @return the query
     */
    public static VmQuery inState(String status) {
        VmQuery all = all();
        return new VmQuery(Optional.of(status), all.cluster, all.node, all.fqdn, false, all.after, all.atMost);
    }

    /**
     * Only those of a cluster.
     *
     * @param name the cluster's name
     * @return a narrower query
     */
    public VmQuery onCluster(String name) {
        return new VmQuery(status, Optional.of(name), node, fqdn, needingAttention, after, atMost);
    }

    /**
     * Only those last seen on a node.
     *
     * @param name the node's name
     * @return a narrower query
     */
    public VmQuery onNode(NodeName name) {
        return new VmQuery(status, cluster, Optional.of(name), fqdn, needingAttention, after, atMost);
    }

    /**
     * Only those of a host name.
     *
     * @param name the whole name
     * @return a narrower query
     */
    public VmQuery named(DnsName name) {
        return new VmQuery(status, cluster, node, Optional.of(name), needingAttention, after, atMost);
    }

    /**
     * Only those that failed several times in a row or are on hold.
     *
     * @return a narrower query
     */
    public VmQuery needingAttention() {
        return new VmQuery(status, cluster, node, fqdn, true, after, atMost);
    }

    /**
     * The page after a VM.
     *
     * @param key the last VM of the page before, as {@link VmPage#next} says
     * @return the same query, further on
     */
    public VmQuery after(VmKey key) {
        return new VmQuery(status, cluster, node, fqdn, needingAttention, Optional.of(key), atMost);
    }

    /**
     * The length of a page.
     *
     * @param vms 1 to 1000
     * @return the same query
     * @throws IllegalArgumentException when it is not
     */
    public VmQuery page(int vms) {
        if (vms < 1 || vms > MOST) {
            throw new IllegalArgumentException("page: " + vms + " (expected: 1 to " + MOST + ")");
        }
        return new VmQuery(status, cluster, node, fqdn, needingAttention, after, vms);
    }

    /**
     * The status asked for.
     *
     * @return the status; empty = any
     */
    public Optional<String> status() {
        return status;
    }

    /**
     * The cluster asked for.
     *
     * @return its name; empty = any
     */
    public Optional<String> cluster() {
        return cluster;
    }

    /**
     * The node asked for.
     *
     * @return its name; empty = any
     */
    public Optional<NodeName> node() {
        return node;
    }

    /**
     * The host name asked for.
     *
     * @return the name; empty = any
     */
    public Optional<DnsName> fqdn() {
        return fqdn;
    }

    /**
     * Whether only VMs that need a human are asked for.
     *
     * @return true when they are
     */
    public boolean isNeedingAttention() {
        return needingAttention;
    }

    /**
     * Where the page begins.
     *
     * @return the VM before it; empty = at the beginning
     */
    public Optional<VmKey> after() {
        return after;
    }

    /**
     * How long the page is at most.
     *
     * @return 1 to 1000
     */
    public int atMost() {
        return atMost;
    }
}
