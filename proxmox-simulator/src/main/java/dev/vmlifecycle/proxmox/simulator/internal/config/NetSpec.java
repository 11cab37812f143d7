package dev.vmlifecycle.proxmox.simulator.internal.config;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * One network device of a guest.
 *
 * @param model device model, empty when none was given
 * @param mac address in upper case, empty when none was given
 * @param options bridge, firewall, rate and the like
 */
public record NetSpec(String model, String mac, Map<String, String> options) {

    /** The models Proxmox 8 knows. */
    public static final Set<String> MODELS = Set.of(
            "virtio",
            "e1000",
            "e1000e",
            "e1000-82540em",
            "e1000-82544gc",
            "e1000-82545em",
            "i82551",
            "i82557b",
            "i82559er",
            "ne2k_isa",
            "ne2k_pci",
            "pcnet",
            "rtl8139",
            "vmxnet3");

    /**
     * Sorts the options.
     *
     * @param model see above
     * @param mac see above
     * @param options see above
     */
    public NetSpec {
        options = new TreeMap<>(options);
    }

    /**
     * Tells whether a configuration key names a network device.
     *
     * @param key for example {@code net0}
     * @return true for {@code net0} to {@code net31}
     */
    public static boolean isKey(String key) {
        return key.matches("net([0-9]|[12][0-9]|3[01])");
    }

    /**
     * Reads a device in any of the accepted spellings.
     *
     * @param text as stored or sent
     * @return the device
     */
    public static NetSpec parse(String text) {
        PropertyString parts = PropertyString.parse(text);
        Map<String, String> options = new TreeMap<>(parts.options());
        String model = Objects.requireNonNullElse(options.remove("model"), parts.head());
        String mac = Objects.requireNonNullElse(options.remove("macaddr"), "");
        for (String known : MODELS) {
            String address = options.remove(known);
            if (address != null) {
                model = known;
                mac = address;
            }
        }
        return new NetSpec(model, mac.toUpperCase(Locale.ROOT), options);
    }

    /**
     * Prints the device as Proxmox stores it.
     *
     * @return model and address, then options sorted by key
     */
    public String print() {
        return new PropertyString(model + "=" + mac, options).print();
    }

    /**
     * Gives the device an address.
     *
     * @param address the new one
     * @return a copy
     */
    public NetSpec withMac(String address) {
        return new NetSpec(model, address, options);
    }

    /**
     * Reads one option.
     *
     * @param key its name
     * @return its text, empty when absent
     */
    public String option(String key) {
        return options.getOrDefault(key, "");
    }

    /**
     * Tells whether one option differs; an absent flag equals {@code 0}.
     *
     * @param other the other device
     * @param key the option
     * @return true when the values differ
     */
    public boolean differs(NetSpec other, String key) {
        return !plain(option(key)).equals(plain(other.option(key)));
    }

    private static String plain(String value) {
        return value.equals("0") ? "" : value;
    }
}
