package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.cluster.HaResource;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.HaSettings;
import dev.vmlifecycle.proxmox.cluster.HaStatus;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.HaReader;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * The guests HA looks after. Every method is one call and throws {@code ProxmoxException}; what a write asks for happens
 * later, when the manager gets to it. Immutable and thread-safe.
 */
public final class HighAvailability {

    private static final ApiPath HA = ApiPath.of("/cluster/ha");

    private final Api api;

    HighAvailability(Api api) {
        this.api = api;
    }

    /** {@return all guests it looks after; needs {@code Sys.Audit} on {@code /}} */
    public List<HaResource> resources() {
        return api.get(HA.child("/resources")).rows().stream()
                .map(HaReader::resource)
                .toList();
    }

    /**
     * {@return one guest it looks after; needs {@code Sys.Audit} on {@code /}}
     *
     * @param id its name
     */
    public HaResource resource(HaResourceId id) {
        return HaReader.resource(api.get(path(id)).object());
    }

    /**
     * Puts a guest under HA; needs {@code Sys.Console} on {@code /}. One that is there is an
     * {@code AlreadyExistsException}.
     *
     * @param id its name
     * @param settings what is not the default
     */
    public void add(HaResourceId id, HaSettings settings) {
        api.post(
                HA.child("/resources"),
                ParamList.of(Param.of("sid", id)).and(settings.params()).list());
    }

    /**
     * Changes how HA looks after a guest; needs {@code Sys.Console} on {@code /}.
     *
     * @param id its name
     * @param settings what changes
     */
    public void update(HaResourceId id, HaSettings settings) {
        api.put(path(id), settings.params());
    }

    /**
     * Changes how HA looks after a guest, unless somebody else did meanwhile; needs {@code Sys.Console} on {@code /}.
     *
     * @param id its name
     * @param settings what changes
     * @param digest of the read this change rests on
     */
    public void update(HaResourceId id, HaSettings settings, Digest digest) {
        api.put(path(id), new ParamList(settings.params()).and("digest", digest).list());
    }

    /**
     * Puts settings back to their defaults; needs {@code Sys.Console} on {@code /}.
     *
     * @param id its name
     * @param keys as the API spells them
     */
    public void reset(HaResourceId id, String... keys) {
        api.put(path(id), ParamList.of().join("delete", List.of(keys)).list());
    }

    /**
     * Takes a guest out of HA, it goes on as it is; needs {@code Sys.Console} on {@code /}.
     *
     * @param id its name
     */
    public void remove(HaResourceId id) {
        api.delete(path(id), List.of());
    }

    /**
     * Asks for a move to another node, of a running guest as it runs; needs {@code Sys.Console} on {@code /}.
     *
     * @param id its name
     * @param target the node
     */
    public void migrate(HaResourceId id, NodeName target) {
        api.post(HA.child("/resources/{sid}/migrate", id), List.of(Param.of("node", target)));
    }

    /**
     * Asks for a move to another node by stopping and starting it there; needs {@code Sys.Console} on {@code /}.
     *
     * @param id its name
     * @param target the node
     */
    public void relocate(HaResourceId id, NodeName target) {
        api.post(HA.child("/resources/{sid}/relocate", id), List.of(Param.of("node", target)));
    }

    /** {@return quorum, managers and guests; needs {@code Sys.Audit} on {@code /}} */
    public List<HaStatus> status() {
        return api.get(HA.child("/status/current")).rows().stream()
                .map(HaReader::status)
                .toList();
    }

    @Override
    public String toString() {
        return "HighAvailability";
    }

    private static ApiPath path(HaResourceId id) {
        return HA.child("/resources/{sid}", id);
    }
}
