package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Numbers;
import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A NIC of a VM. Writing a NIC replaces it whole: without its MAC it gets a new one, without {@code firewall} and
 * {@code link_down} these are gone. So change one that was read.
 *
 * <p>Immutable; unknown options stay.
 */
public final class NetDevice {

    private static final Pattern MODELS =
            Pattern.compile("virtio|vmxnet3|rtl8139|pcnet|ne2k_isa|ne2k_pci|i8255\\w+|e1000e?(?:-\\w+)?");

    private final PropertyString text;

    private NetDevice(PropertyString text) {
        this.text = text;
        modelOf(text);
    }

    /**
     * {@return the NIC in this text}
     *
     * @param text value of {@code net0} and the like
     * @throws IllegalArgumentException when it names no model
     */
    public static NetDevice parse(String text) {
        return new NetDevice(PropertyString.parse(text));
    }

    /**
     * {@return a new virtio NIC, whose MAC the server will draw}
     *
     * @param bridge such as {@code vmbr0}
     */
    public static NetDevice virtio(String bridge) {
        return parse("virtio").withBridge(bridge);
    }

    /** {@return the model, such as {@code virtio}} */
    public String model() {
        return modelOf(text);
    }

    /** {@return the MAC, absent when the server is to draw one} */
    public Optional<MacAddress> mac() {
        return text.get(model()).or(() -> text.get("macaddr")).map(MacAddress::of);
    }

    /** {@return the bridge, absent when the NIC is on none} */
    public Optional<String> bridge() {
        return text.get("bridge");
    }

    /** {@return the VLAN tag} */
    public Optional<VlanTag> tag() {
        return text.get("tag").map(value -> VlanTag.of(Numbers.parseInt("tag", value)));
    }

    /** {@return the rate limit} */
    public Optional<Throughput> rate() {
        return text.get("rate").map(Throughput::parse);
    }

    /** {@return whether the VM's firewall rules apply to it} */
    public boolean firewall() {
        return flag("firewall");
    }

    /** {@return whether its link is switched off} */
    public boolean linkDown() {
        return flag("link_down");
    }

    /**
     * {@return this NIC with another MAC}
     *
     * @param mac the address
     */
    public NetDevice withMac(MacAddress mac) {
        String model = model();
        if (text.bare().isPresent()) {
            // "virtio,bridge=…" can not hold a MAC; "virtio=MAC,…" is the form the server prints
            String rest = text.toString().substring(model.length());
            return parse(model + "=" + mac + rest);
        }
        return new NetDevice(text.with(text.get(model).isPresent() ? model : "macaddr", mac.value()));
    }

    /**
     * {@return this NIC on another bridge}
     *
     * @param bridge such as {@code vmbr1}
     */
    public NetDevice withBridge(String bridge) {
        return new NetDevice(text.with("bridge", bridge));
    }

    /**
     * {@return this NIC with this VLAN tag}
     *
     * @param tag absent = untagged
     */
    public NetDevice withTag(Optional<VlanTag> tag) {
        return new NetDevice(text.set("tag", tag));
    }

    /**
     * {@return this NIC with this rate limit}
     *
     * @param rate absent = unlimited
     */
    public NetDevice withRate(Optional<Throughput> rate) {
        return new NetDevice(text.set("rate", rate));
    }

    /**
     * {@return this NIC with the firewall on or off}
     *
     * @param on whether the VM's firewall rules apply
     */
    public NetDevice withFirewall(boolean on) {
        return new NetDevice(text.set("firewall", on ? Optional.of("1") : Optional.empty()));
    }

    /**
     * {@return this NIC with its link off or on}
     *
     * @param down whether the link is off
     */
    public NetDevice withLinkDown(boolean down) {
        return new NetDevice(text.set("link_down", down ? Optional.of("1") : Optional.empty()));
    }

    /** {@return the options, unknown ones too} */
    public PropertyString properties() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetDevice that && text.equals(that.text);
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

    private boolean flag(String key) {
        return text.get(key).filter("1"::equals).isPresent();
    }

    // three spellings: "virtio=MAC,…", "model=virtio,macaddr=MAC,…", "virtio,…"
    private static String modelOf(PropertyString text) {
        return text.bare()
                .or(() -> text.get("model"))
                .or(() -> text.keys().stream()
                        .filter(key -> MODELS.matcher(key).matches())
                        .findFirst())
                .or(() -> text.keys().stream()
                        .filter(key -> text.get(key).filter(MacAddress::isMac).isPresent())
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("NIC: " + Shown.of(text) + " (expected: a model)"));
    }
}
