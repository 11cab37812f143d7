package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.internal.Numbers;
import dev.vmlifecycle.proxmox.internal.PercentCodec;
import dev.vmlifecycle.proxmox.internal.Scalars;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A configuration that was read. Keys without an accessor are there by {@link #get(String)}.
 *
 * <p>Immutable. Defaults are the server's: 1 core, 1 socket, 512 MiB.
 */
public final class QemuConfig {

    private static final Pattern DRIVE = Pattern.compile("(?:scsi|virtio|sata|ide)\\d+");
    private static final List<String> FIRST_DRIVES = List.of("scsi0", "virtio0", "sata0", "ide0");
    private static final ByteSize DEFAULT_MEMORY = ByteSize.ofMiB(512);

    private final Map<String, String> values;

    private QemuConfig(Map<String, String> values) {
        // what was read is immutable already
        this.values = values instanceof Scalars ? values : new TreeMap<>(values);
    }

    /**
     * {@return a configuration with these values}
     *
     * @param values by key, in wire form; {@code digest} and {@code lock} among them
     */
    public static QemuConfig of(Map<String, String> values) {
        return new QemuConfig(values);
    }

    /** {@return the checksum to send with a write, absent in views that have none} */
    public Optional<Digest> digest() {
        return get("digest").map(Digest::of);
    }

    /** {@return the lock, such as {@code clone}; absent when not locked} */
    public Optional<String> lock() {
        return get("lock");
    }

    /** {@return the VM's name} */
    public Optional<String> name() {
        return get("name");
    }

    /** {@return the notes; a clone under way shows {@code " qmclone temporary file"} for a moment} */
    public Optional<String> description() {
        return get("description");
    }

    /** {@return cores of each socket} */
    public int cores() {
        return number("cores", 1);
    }

    /** {@return CPU sockets} */
    public int sockets() {
        return number("sockets", 1);
    }

    /** {@return the memory} */
    public ByteSize memory() {
        // a number up to 7.4, "512" or "current=512" since 8
        return get("memory")
                .map(PropertyString::parse)
                .flatMap(text -> text.get("current").or(text::bare))
                .map(text -> ByteSize.ofMiB(Numbers.parseLong("memory", text)))
                .orElse(DEFAULT_MEMORY);
    }

    /** {@return whether it is a template} */
    public boolean template() {
        return flag("template");
    }

    /** {@return whether it is protected from removal} */
    public boolean protection() {
        return flag("protection");
    }

    /**
     * {@return the drive in a slot; absent when the slot is free or holds no volume ({@code none}, a device path)}
     *
     * @param slot such as {@code scsi0}
     */
    public Optional<Disk> disk(String slot) {
        return get(slot).filter(QemuConfig::namesVolume).map(Disk::parse);
    }

    /** {@return the drive with the settings of OVMF} */
    public Optional<Disk> efiDisk() {
        return disk("efidisk0");
    }

    /** {@return the drive with the state of the TPM} */
    public Optional<Disk> tpmState() {
        return disk("tpmstate0");
    }

    /** {@return slots with a disk, in natural order, CD drives and unused volumes left out} */
    public List<String> diskSlots() {
        return values.keySet().stream()
                .filter(key -> DRIVE.matcher(key).matches())
                .filter(key -> !isCdrom(key))
                .sorted(SlotOrder.INSTANCE)
                .toList();
    }

    /** {@return the slot of the disk the VM boots from: first disk of the boot order, else the first usual slot} */
    public Optional<String> bootDisk() {
        return boot().map(BootOrder::devices).orElse(List.of()).stream()
                .filter(this::isDisk)
                .findFirst()
                .or(() -> FIRST_DRIVES.stream().filter(this::isDisk).findFirst());
    }

    /**
     * {@return a NIC}
     *
     * @param index 0 for {@code net0}
     */
    public Optional<NetDevice> net(int index) {
        return get("net" + index).map(NetDevice::parse);
    }

    /**
     * {@return the cloud-init addresses of a NIC}
     *
     * @param index 0 for {@code ipconfig0}
     */
    public Optional<IpConfig> ipConfig(int index) {
        return get("ipconfig" + index).map(IpConfig::parse);
    }

    /** {@return whether and how the guest agent is asked} */
    public Optional<AgentOptions> agent() {
        return get("agent").map(AgentOptions::parse);
    }

    /** {@return what the VM boots from} */
    public Optional<BootOrder> boot() {
        return get("boot").map(BootOrder::parse);
    }

    /** {@return what the guest sees as its machine} */
    public Optional<Smbios> smbios() {
        return get("smbios1").map(Smbios::parse);
    }

    /**
     * {@return a serial port}
     *
     * @param index 0 to 3
     */
    public Optional<SerialPort> serial(int index) {
        return get("serial" + index).map(SerialPort::new);
    }

    /** {@return the graphics card, absent = a standard one} */
    public Optional<Display> vga() {
        return get("vga").map(Display::parse);
    }

    /** {@return the kind of CPU, absent = the server's default} */
    public Optional<CpuModel> cpu() {
        return get("cpu").map(CpuModel::parse);
    }

    /** {@return the tags} */
    public Tags tags() {
        return new Tags(get("tags").orElse(""));
    }

    /** {@return when it starts and stops with its node} */
    public Optional<StartupOrder> startup() {
        return get("startup").map(StartupOrder::parse);
    }

    /** {@return whether it starts with its node} */
    public boolean onBoot() {
        return flag("onboot");
    }

    /** {@return what can be changed while it runs} */
    public Hotplug hotplug() {
        return get("hotplug").map(Hotplug::new).orElse(Hotplug.DEFAULT);
    }

    /** {@return the cloud-init user} */
    public Optional<String> ciUser() {
        return get("ciuser");
    }

    /** {@return the cloud-init SSH keys, decoded, one a line of the file they are for} */
    public List<String> sshKeys() {
        return get("sshkeys")
                .map(text -> PercentCodec.decode(text)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList())
                .orElse(List.of());
    }

    /** {@return the cloud-init name servers} */
    public List<String> nameservers() {
        return get("nameserver")
                .map(text -> Arrays.stream(text.split("[ ,;]+", -1))
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** {@return the cloud-init search domain} */
    public Optional<String> searchDomain() {
        return get("searchdomain");
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** {@return all keys that are set} */
    public NavigableSet<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QemuConfig that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the keys; values may be confidential} */
    @Override
    public String toString() {
        return "QemuConfig" + keys();
    }

    private boolean isDisk(String slot) {
        return DRIVE.matcher(slot).matches() && values.containsKey(slot) && !isCdrom(slot);
    }

    private boolean isCdrom(String slot) {
        return get(slot)
                .map(PropertyString::parse)
                .filter(text -> text.get("media").filter("cdrom"::equals).isPresent())
                .isPresent();
    }

    private boolean flag(String key) {
        return get(key).filter("1"::equals).isPresent();
    }

    private int number(String key, int defaultValue) {
        return get(key).map(text -> Numbers.parseInt(key, text)).orElse(defaultValue);
    }

    private static boolean namesVolume(String text) {
        return text.matches("(?:file=|volume=)?[a-zA-Z][a-zA-Z0-9_.-]*:[^,]+(?:,.*)?");
    }
}
