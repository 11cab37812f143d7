package dev.vmlifecycle.proxmox.agent;

import java.util.Set;

/**
 * What an agent is able to do.
 *
 * @param version of the agent
 * @param commands it obeys, such as {@code guest-exec}; those its configuration forbids are left out
 */
public record AgentInfo(String version, Set<String> commands) {

    /**
     * Copies the set.
     *
     * @param version see above
     * @param commands see above
     */
    public AgentInfo {
        commands = Set.copyOf(commands);
    }
}
