package dev.vmlifecycle.proxmox.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What the guest sees as its machine: the value of {@code smbios1}. Writing it replaces it whole: without its UUID, which
 * licences and cloud-init hang on, the VM loses it. So change one that was read.
 *
 * @param properties all options, unknown ones too
 */
public record Smbios(PropertyString properties) {

    /** A text of the machine. */
    public enum Field {
        /** Who built it. */
        MANUFACTURER,
        /** Its model. */
        PRODUCT,
        /** Its revision. */
        VERSION,
        /** Its serial number. */
        SERIAL,
        /** Its stock number. */
        SKU,
        /** Its family. */
        FAMILY;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * {@return the machine in this text}
     *
     * @param text value of {@code smbios1}
     */
    public static Smbios parse(String text) {
        return new Smbios(PropertyString.parse(text));
    }

    /** {@return the machine's UUID} */
    public Optional<UUID> uuid() {
        return properties.get("uuid").map(UUID::fromString);
    }

    /**
     * {@return a text, decoded}
     *
     * @param field which
     */
    public Optional<String> get(Field field) {
        return properties.get(field.key()).map(text -> isEncoded() ? decode(text) : text);
    }

    /**
     * {@return this machine with another UUID}
     *
     * @param uuid the machine's UUID
     */
    public Smbios withUuid(UUID uuid) {
        return new Smbios(properties.with("uuid", uuid.toString()));
    }

    /**
     * {@return this machine with another text; all texts are written in base64, since one flag is for all}
     *
     * @param field which
     * @param text any text, not empty
     */
    public Smbios with(Field field, String text) {
        PropertyString changed = properties;
        for (Field other : Field.values()) {
            Optional<String> plain = get(other);
            changed = isEncoded() || plain.isEmpty() ? changed : changed.with(other.key(), encode(plain.get()));
        }
        changed = changed.with(field.key(), encode(text));
        return new Smbios(isEncoded() ? changed : changed.with("base64", "1"));
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return properties.toString();
    }

    private boolean isEncoded() {
        return properties.get("base64").filter(Flags::isOn).isPresent();
    }

    private static String decode(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
