package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.ProxmoxTask;

/** What came of the wish to back up. */
public sealed interface BackupStart {

    /**
     * A task works on it. It fails as {@code job errors}, whatever the cause; its log tells.
     *
     * @param task the task
     */
    record Started(ProxmoxTask task) implements BackupStart {}

    /** No guest of the selection is on the node that was asked: there is no task and there will be no backup. */
    record NothingToDo() implements BackupStart {}
}
