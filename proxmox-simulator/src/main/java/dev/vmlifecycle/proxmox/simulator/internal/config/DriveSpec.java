package dev.vmlifecycle.proxmox.simulator.internal.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One drive of a guest: a volume and its options.
 *
 * @param volume volume id, {@code none}, or an allocation such as {@code local:1}
 * @param options cache, throttles, size and the like
 */
public record DriveSpec(String volume, Map<String, String> options) {

    private static final Pattern KEY =
            Pattern.compile("(ide[0-3]|sata[0-5]|scsi([0-9]|[12][0-9]|30)|virtio([0-9]|1[0-5])|efidisk0|tpmstate0)");
    private static final Pattern ALLOCATION = Pattern.compile("([^:]+):(\\d+(\\.\\d+)?)");
    private static final Pattern THROTTLE = Pattern.compile("(iops|mbps|bps)(_.+)?");
    private static final Set<String> INFORMATIONAL = Set.of("size", "backup", "replicate", "shared");

    /**
     * Sorts the options.
     *
     * @param volume see above
     * @param options see above
     */
    public DriveSpec {
        options = new TreeMap<>(options);
    }

    /**
     * Tells whether a configuration key names a drive.
     *
     * @param key for example {@code scsi0}
     * @return true for drive slots
     */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * Reads a drive.
     *
     * @param text as stored or sent
     * @return the drive
     */
    public static DriveSpec parse(String text) {
        PropertyString parts = PropertyString.parse(text);
        Map<String, String> options = new TreeMap<>(parts.options());
        String named = options.remove("file");
        if (named == null) {
            named = options.remove("volume");
        }
        return new DriveSpec(named == null ? parts.head() : named, options);
    }

    /**
     * Prints the drive as Proxmox stores it.
     *
     * @return volume, then options sorted by key
     */
    public String print() {
        return new PropertyString(volume, options).print();
    }

    /**
     * Tells whether the guest sees a CD.
     *
     * @return true with {@code media=cdrom}
     */
    public boolean isCdrom() {
        return "cdrom".equals(options.get("media"));
    }

    /**
     * Tells whether this is the generated cloud-init image, or a wish for one.
     *
     * @return true for {@code <storage>:cloudinit} and volumes named so
     */
    public boolean isCloudinit() {
        String name = Volid.parse(volume).name();
        return name.equals("cloudinit") || name.matches("(.*/)?vm-\\d+-cloudinit(\\.[a-z0-9]+)?");
    }

    /**
     * Reads a wish for a new volume, {@code <storage>:<GiB>}.
     *
     * @return storage and size, or empty when the drive names a volume
     */
    public Optional<Allocation> allocation() {
        Matcher matcher = ALLOCATION.matcher(volume);
        return matcher.matches()
                ? Optional.of(new Allocation(matcher.group(1), DiskSize.bytes(matcher.group(2) + "G")))
                : Optional.empty();
    }

    /**
     * Replaces the volume.
     *
     * @param volid the new one
     * @return a copy
     */
    public DriveSpec withVolume(String volid) {
        return new DriveSpec(volid, options);
    }

    /**
     * Sets one option.
     *
     * @param key its name
     * @param value its text
     * @return a copy
     */
    public DriveSpec with(String key, String value) {
        Map<String, String> copy = new TreeMap<>(options);
        copy.put(key, value);
        return new DriveSpec(volume, copy);
    }

    /**
     * Drops one option.
     *
     * @param key its name
     * @return a copy
     */
    public DriveSpec without(String key) {
        Map<String, String> copy = new TreeMap<>(options);
        copy.remove(key);
        return new DriveSpec(volume, copy);
    }

    /**
     * What a running guest would notice: everything but throttles and informational keys.
     *
     * @return the remaining options
     */
    public Map<String, String> coldOptions() {
        Map<String, String> cold = new TreeMap<>(options);
        cold.keySet().removeIf(key -> THROTTLE.matcher(key).matches() || INFORMATIONAL.contains(key));
        return cold;
    }

    /**
     * A wish for a new volume.
     *
     * @param storage where
     * @param bytes how large
     */
    public record Allocation(String storage, long bytes) {}
}
