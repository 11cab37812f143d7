package dev.vmlifecycle.vm.internal;

import java.util.Set;

/** What kinds of storage there are. */
final class StorageKinds {
    private static final Set<String> FILES = Set.of("dir", "nfs", "cifs", "glusterfs", "btrfs", "cephfs");

    private StorageKinds() {}

    static boolean holdsFiles(String type) {
        return FILES.contains(type);
    }
}
