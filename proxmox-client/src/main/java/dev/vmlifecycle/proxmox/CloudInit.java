package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.QemuReader;
import dev.vmlifecycle.proxmox.qemu.CloudInitPart;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * The cloud-init drive of one VM. Its keys are set by a config update; the drive is written anew at each start. Every
 * method is one call and throws {@code ProxmoxException}. Immutable and thread-safe.
 */
public final class CloudInit {

    private final Api api;
    private final ApiPath path;

    CloudInit(Api api, ApiPath path) {
        this.api = api;
        this.path = path;
    }

    /** {@return the cloud-init keys, what is on the drive and what is not yet told apart; needs {@code VM.Audit}} */
    public PendingConfig pending() {
        return PendingConfig.of(
                api.get(path).rows().stream().map(QemuReader::cloudInitPending).toList());
    }

    /**
     * {@return a file of the drive as the configuration would make it; needs {@code VM.Audit}}
     *
     * @param part which; {@link CloudInitPart#USER} holds the hash of the password, keep it out of logs
     */
    public String dump(CloudInitPart part) {
        return api.get(path.child("/dump"), Param.of("type", part)).parseText(text -> text);
    }

    /** Writes the drive now; the guest sees it after a power cycle. Needs {@code VM.Config.Cloudinit}. */
    public void regenerate() {
        api.put(path, List.of());
    }

    @Override
    public String toString() {
        return "Cloud-init at " + path;
    }
}
