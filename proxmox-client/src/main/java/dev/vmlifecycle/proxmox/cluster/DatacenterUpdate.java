package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A change of the cluster's options. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class DatacenterUpdate {

    private final ParamList params;

    private DatacenterUpdate(ParamList params) {
        this.params = params;
    }

    /** {@return a change of nothing} */
    public static DatacenterUpdate none() {
        return new DatacenterUpdate(ParamList.of());
    }

    /**
     * {@return this change with another beginning of MAC addresses made by the server}
     *
     * @param prefix such as {@code BC:24:11}
     */
    public DatacenterUpdate macPrefix(String prefix) {
        return and("mac_prefix", prefix);
    }

    /**
     * {@return this change with another range for new guests}
     *
     * @param lower the first number
     * @param upper the number behind the last
     */
    public DatacenterUpdate nextId(Vmid lower, Vmid upper) {
        return and("next-id", "lower=" + lower + ",upper=" + upper);
    }

    /**
     * {@return this change with another way to move guests}
     *
     * @param how {@code type} and {@code network}
     */
    public DatacenterUpdate migration(PropertyString how) {
        return and("migration", how);
    }

    /**
     * {@return this change with other limits}
     *
     * @param limits in KiB/s, by kind of work
     */
    public DatacenterUpdate bandwidthLimits(PropertyString limits) {
        return and("bwlimit", limits);
    }

    /**
     * {@return this change with other settings of HA}
     *
     * @param how {@code shutdown_policy}
     */
    public DatacenterUpdate ha(PropertyString how) {
        return and("ha", how);
    }

    /**
     * {@return this change with other settings of where HA starts guests}
     *
     * @param how {@code ha} and {@code ha-rebalance-on-start}
     */
    public DatacenterUpdate scheduling(PropertyString how) {
        return and("crs", how);
    }

    /**
     * {@return this change with another keyboard layout}
     *
     * @param layout such as {@code de}
     */
    public DatacenterUpdate keyboard(String layout) {
        return and("keyboard", layout);
    }

    /**
     * {@return this change with another language}
     *
     * @param language such as {@code en}
     */
    public DatacenterUpdate language(String language) {
        return and("language", language);
    }

    /**
     * {@return this change with another proxy}
     *
     * @param url such as {@code http://proxy:3128}
     */
    public DatacenterUpdate httpProxy(String url) {
        return and("http_proxy", url);
    }

    /**
     * {@return this change with another sender}
     *
     * @param address of notices
     */
    public DatacenterUpdate mailFrom(String address) {
        return and("email_from", address);
    }

    /**
     * {@return this change with another number of workers}
     *
     * @param workers at least 1
     */
    public DatacenterUpdate maxWorkers(int workers) {
        return and("max_workers", workers);
    }

    /**
     * {@return this change with other notes}
     *
     * @param text up to 65536 characters
     */
    public DatacenterUpdate description(String text) {
        return and("description", text);
    }

    /**
     * {@return this change with other reserved tags}
     *
     * @param tags all of them
     */
    public DatacenterUpdate registeredTags(List<String> tags) {
        return and("registered-tags", String.join(";", tags));
    }

    /**
     * {@return this change with another look of tags}
     *
     * @param style {@code color-map}, {@code shape}, {@code ordering}, {@code case-sensitive}
     */
    public DatacenterUpdate tagStyle(PropertyString style) {
        return and("tag-style", style);
    }

    /**
     * {@return this change with other rights to set tags}
     *
     * @param access {@code user-allow} and {@code user-allow-list}
     */
    public DatacenterUpdate userTagAccess(PropertyString access) {
        return and("user-tag-access", access);
    }

    /**
     * {@return this change with options put back to their defaults}
     *
     * @param keys as the API spells them
     */
    public DatacenterUpdate delete(String... keys) {
        return new DatacenterUpdate(params.join("delete", List.of(keys)));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    /** {@return the keys; a proxy's address may hold a password} */
    @Override
    public String toString() {
        return "DatacenterUpdate" + params.list().stream().map(Param::name).toList();
    }

    private DatacenterUpdate and(String key, Object value) {
        return new DatacenterUpdate(params.and(key, value));
    }
}
