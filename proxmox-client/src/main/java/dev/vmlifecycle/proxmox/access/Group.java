package dev.vmlifecycle.proxmox.access;

import java.util.List;
import java.util.Optional;

/**
 * A group of users.
 *
 * @param name its name
 * @param comment free text
 * @param users its members
 */
public record Group(String name, Optional<String> comment, List<UserId> users) {

    /**
     * Copies the list.
     *
     * @param name see above
     * @param comment see above
     * @param users see above
     */
    public Group {
        users = List.copyOf(users);
    }
}
