package dev.vmlifecycle.proxmox.exercise;

import java.util.Map;

/**
 * A request the client can send.
 *
 * @param method HTTP method
 * @param template its path as the client names it
 * @param params by name
 */
public record Sent(String method, String template, Map<String, String> params) {

    public String endpoint() {
        return method + " " + template;
    }
}
