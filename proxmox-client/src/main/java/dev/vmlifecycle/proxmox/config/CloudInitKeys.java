package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.internal.PercentCodec;
import java.util.List;

/**
 * Setters of the cloud-init keys.
 *
 * @param <B> the builder itself
 */
abstract class CloudInitKeys<B extends CloudInitKeys<B>> {

    CloudInitKeys() {}

    /**
     * Sets any key.
     *
     * @param key as the API spells it
     * @param value in wire form
     * @return this
     */
    public abstract B set(String key, String value);

    /**
     * Removes keys; a disk is detached to {@code unusedN}, not erased.
     *
     * @param keys as the API spells them
     * @return this
     */
    public abstract B delete(String... keys);

    /**
     * Sets the cloud-init addresses of a NIC.
     *
     * @param index 0 for {@code ipconfig0}
     * @param config the addresses
     * @return this
     */
    public B ipConfig(int index, IpConfig config) {
        return set("ipconfig" + index, config.toString());
    }

    /**
     * Sets the cloud-init user.
     *
     * @param user login name
     * @return this
     */
    public B ciUser(String user) {
        return set("ciuser", user);
    }

    /**
     * Sets the cloud-init password; it can not be read back.
     *
     * @param password clear text, hashed by the server
     * @return this
     */
    public B ciPassword(Secret password) {
        return set("cipassword", password.reveal());
    }

    /**
     * Sets whether the guest upgrades its packages at its first boot. Needs Proxmox VE 8.1.
     *
     * @param on the server's default is on
     * @return this
     */
    public B ciUpgrade(boolean on) {
        return set("ciupgrade", Flags.text(on));
    }

    /**
     * Sets the cloud-init SSH keys. None removes them, which takes a delete: the server ignores an empty value.
     *
     * @param keys public keys, one each
     * @return this
     */
    public B sshKeys(List<String> keys) {
        if (keys.isEmpty()) {
            return delete("sshkeys");
        }
        // the value itself is percent-encoded; the form layer encodes it a second time
        return set("sshkeys", PercentCodec.encode(String.join("\n", keys)));
    }

    /**
     * Sets the cloud-init name servers.
     *
     * @param addresses in order of preference; none removes them
     * @return this
     */
    public B nameservers(List<String> addresses) {
        return addresses.isEmpty() ? delete("nameserver") : set("nameserver", String.join(" ", addresses));
    }

    /**
     * Sets the cloud-init search domain.
     *
     * @param domain a DNS name
     * @return this
     */
    public B searchDomain(String domain) {
        return set("searchdomain", domain);
    }
}
