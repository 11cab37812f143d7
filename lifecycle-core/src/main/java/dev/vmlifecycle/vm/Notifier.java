package dev.vmlifecycle.vm;

import dev.vmlifecycle.engine.Notification;

/**
 * Tells the host's people: mail, chat, whatever it has. Called after the commit a notification belongs to, at least once, with
 * a stable id; an exception means "not delivered, try again later".
 */
@FunctionalInterface
public interface Notifier {

    /**
     * Delivers a notification.
     *
     * @param key the VM
     * @param notification what to tell
     * @throws Exception when it could not be delivered
     */
    void deliver(VmKey key, Notification notification) throws Exception;
}
