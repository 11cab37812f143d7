package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.internal.Numbers;
import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Optional;

/**
 * A drive of a VM: a volume and its options. Writing a drive replaces it whole, so change one that was read.
 *
 * <p>Immutable; unknown options stay.
 */
public final class Disk {

    private final PropertyString text;

    private Disk(PropertyString text) {
        this.text = text;
        volumeText(text);
    }

    /**
     * {@return the drive in this text}
     *
     * @param text value of {@code scsi0} and the like
     * @throws IllegalArgumentException when it names no volume ({@code none}, a device path)
     */
    public static Disk parse(String text) {
        return new Disk(PropertyString.parse(text));
    }

    /**
     * {@return a request for a new volume; each write of it allocates another one, so read back before trying again}
     *
     * @param storage where
     * @param size rounded up to whole GiB, the unit of allocations
     * @param format absent = the storage's default, which on directory storages is raw even for a qcow2 template
     * @param limits throttles from the start
     */
    public static Disk allocate(StorageId storage, ByteSize size, Optional<DiskFormat> format, DiskLimits limits) {
        PropertyString text = PropertyString.parse(storage + ":" + Math.max(1, size.toGiBRoundedUp()));
        return new Disk(text.set("format", format)).withLimits(limits);
    }

    /** {@return the volume} */
    public VolumeId volume() {
        return VolumeId.of(volumeText(text));
    }

    /** {@return the size noted in the configuration, absent when not noted} */
    public Optional<ByteSize> size() {
        return text.get("size").map(ByteSize::parse);
    }

    /** {@return the image format, absent unless noted} */
    public Optional<DiskFormat> format() {
        return text.get("format").map(DiskFormat::parse);
    }

    /** {@return limit of reads per second} */
    public Optional<Iops> iopsRead() {
        return text.get("iops_rd").map(Disk::iops);
    }

    /** {@return limit of writes per second} */
    public Optional<Iops> iopsWrite() {
        return text.get("iops_wr").map(Disk::iops);
    }

    /** {@return limit of read throughput} */
    public Optional<Throughput> mbpsRead() {
        return text.get("mbps_rd").map(Throughput::parse);
    }

    /** {@return limit of write throughput} */
    public Optional<Throughput> mbpsWrite() {
        return text.get("mbps_wr").map(Throughput::parse);
    }

    /** {@return all four limits} */
    public DiskLimits limits() {
        return new DiskLimits(iopsRead(), iopsWrite(), mbpsRead(), mbpsWrite());
    }

    /** {@return whether it is a CD drive, as a cloud-init drive is} */
    public boolean isCdrom() {
        return text.get("media").filter("cdrom"::equals).isPresent();
    }

    /** {@return whether it is the drive cloud-init data are written to} */
    public boolean isCloudInit() {
        return isCdrom() && volumeText(text).contains("cloudinit");
    }

    /**
     * {@return this drive with exactly these limits}
     *
     * @param limits absent ones are removed
     */
    public Disk withLimits(DiskLimits limits) {
        return new Disk(text.set("iops_rd", limits.iopsRead())
                .set("iops_wr", limits.iopsWrite())
                .set("mbps_rd", limits.mbpsRead())
                .set("mbps_wr", limits.mbpsWrite()));
    }

    /**
     * {@return this drive with another option}
     *
     * @param key such as {@code cache}
     * @param value as the API wants it
     */
    public Disk with(String key, String value) {
        return new Disk(text.with(key, value));
    }

    /**
     * {@return this drive without an option}
     *
     * @param key such as {@code cache}
     */
    public Disk without(String key) {
        return new Disk(text.without(key));
    }

    /** {@return this drive as it is written back: without {@code size}, which the server takes from the volume} */
    public Disk forUpdate() {
        return without("size");
    }

    /** {@return the options, unknown ones too} */
    public PropertyString properties() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Disk that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return text.toString();
    }

    private static Iops iops(String text) {
        return Iops.of(Numbers.parseInt("iops", text));
    }

    private static String volumeText(PropertyString text) {
        String volume = text.bare()
                .or(() -> text.get("file"))
                .or(() -> text.get("volume"))
                .orElseThrow(() -> new IllegalArgumentException("drive: " + Shown.of(text) + " (expected: a volume)"));
        return VolumeId.of(volume).value();
    }
}
