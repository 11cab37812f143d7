package dev.vmlifecycle.proxmox.internal;

/** A transport that wants to know the template behind each path, as a test of all that can be sent does. */
public interface TemplateObserver {

    /**
     * Told just before a request is sent, on the same thread.
     *
     * @param template as the API's schema spells the path
     */
    void sending(String template);
}
