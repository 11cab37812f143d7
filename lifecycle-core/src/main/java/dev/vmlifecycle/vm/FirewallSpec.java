package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.LogLevel;

/**
 * The firewall of a VM. Defaults: on, dhcp on, ndp on, radv off, macfilter on, ipfilter off, no logging, ACCEPT both
 * ways, anti-spoofing on, the template's rules kept.
 *
 * @param enable whether the VM's firewall is on
 * @param dhcp whether the guest may use DHCP
 * @param ndp whether the guest may use NDP
 * @param radv whether the guest may send router advertisements
 * @param macFilter whether only the NIC's own MAC may send
 * @param ipFilter whether only addresses of the ipfilter sets may send
 * @param logIn log level inwards
 * @param logOut log level outwards
 * @param policyIn what happens to traffic inwards that no rule names
 * @param policyOut likewise
 * @param antiSpoof whether the set {@code ipfilter-net0} holds the VM's addresses
 * @param keepRules true: rules that the clone inherited from its template stay; false: the deploy removes them (a package
 *     change never touches rules)
 */
public record FirewallSpec(
        boolean enable,
        boolean dhcp,
        boolean ndp,
        boolean radv,
        boolean macFilter,
        boolean ipFilter,
        LogLevel logIn,
        LogLevel logOut,
        FirewallPolicy policyIn,
        FirewallPolicy policyOut,
        boolean antiSpoof,
        boolean keepRules) {

    /**
     * The defaults.
     *
     * @return see the class text
     */
    public static FirewallSpec defaults() {
        return new FirewallSpec(
                true,
                true,
                true,
                false,
                true,
                false,
                LogLevel.NOLOG,
                LogLevel.NOLOG,
                FirewallPolicy.ACCEPT,
                FirewallPolicy.ACCEPT,
                true,
                true);
    }

    /**
     * A firewall that is off.
     *
     * @return the defaults, disabled and without anti-spoofing
     */
    public static FirewallSpec off() {
        return new FirewallSpec(
                false,
                true,
                true,
                false,
                true,
                false,
                LogLevel.NOLOG,
                LogLevel.NOLOG,
                FirewallPolicy.ACCEPT,
                FirewallPolicy.ACCEPT,
                false,
                true);
    }
}
