package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import java.util.List;

/**
 * All that is needed to deploy a VM.
 *
 * @param key the host's id of it
 * @param fqdn its host name
 * @param pkg what the customer bought
 * @param placement where it goes
 * @param access how the customer gets in
 */
public record DeployRequest(VmKey key, DnsName fqdn, PackageSpec pkg, Placement placement, GuestAccess access) {

    /**
     * Makes a request without guest access settings.
     *
     * @param key the host's id of it
     * @param fqdn its host name, for example {@code vm42.example.com}
     * @param pkg what the customer bought
     * @param placement where it goes
     * @return the request
     * @throws IllegalArgumentException when the host name is not one
     */
    public static DeployRequest of(VmKey key, String fqdn, PackageSpec pkg, Placement placement) {
        return new DeployRequest(key, DnsName.parse(fqdn), pkg, placement, GuestAccess.none());
    }

    /**
     * The same request for certain addresses; a package that includes more gets any others with them.
     *
     * @param values the addresses, each free in one of the placement's pools, not more of a family than the package includes
     * @return a new request
     * @throws IllegalArgumentException when one occurs twice
     */
    public DeployRequest addresses(List<IpAddress> values) {
        return new DeployRequest(key, fqdn, pkg, placement.withAddresses(values), access);
    }

    /**
     * The same request with guest access settings.
     *
     * @param value how the customer gets in
     * @return a new request
     */
    public DeployRequest access(GuestAccess value) {
        return new DeployRequest(key, fqdn, pkg, placement, value);
    }
}
