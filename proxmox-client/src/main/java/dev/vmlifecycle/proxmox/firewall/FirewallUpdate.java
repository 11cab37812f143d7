package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A change of a VM's firewall options. Only what was set is sent. Immutable. */
public final class FirewallUpdate {

    private final List<Param> params;

    private FirewallUpdate(List<Param> params) {
        this.params = List.copyOf(params);
    }

    /** {@return a builder of an empty change} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the form fields in the order they were set} */
    public List<Param> params() {
        return params;
    }

    /** {@return whether nothing is to be changed} */
    public boolean isEmpty() {
        return params.stream().allMatch(param -> param.name().equals("digest"));
    }

    @Override
    public String toString() {
        return "FirewallUpdate" + params;
    }

    /** Collects a change. Nothing is sent by default. Confine to one thread. */
    public static final class Builder {

        private final Map<String, String> values = new LinkedHashMap<>();
        private final Set<String> deleted = new LinkedHashSet<>();

        private Builder() {}

        /**
         * Has the write refused when the options changed since they were read.
         *
         * @param digest of the read this change rests on
         * @return this
         */
        public Builder digest(Digest digest) {
            return set("digest", digest.value());
        }

        /**
         * Switches the firewall.
         *
         * @param on wanted state
         * @return this
         */
        public Builder enable(boolean on) {
            return flag("enable", on);
        }

        /**
         * Lets DHCP pass.
         *
         * @param on wanted state
         * @return this
         */
        public Builder dhcp(boolean on) {
            return flag("dhcp", on);
        }

        /**
         * Lets neighbour discovery pass.
         *
         * @param on wanted state
         * @return this
         */
        public Builder ndp(boolean on) {
            return flag("ndp", on);
        }

        /**
         * Lets the guest send router advertisements.
         *
         * @param on wanted state
         * @return this
         */
        public Builder radv(boolean on) {
            return flag("radv", on);
        }

        /**
         * Lets only its own MAC send.
         *
         * @param on wanted state
         * @return this
         */
        public Builder macfilter(boolean on) {
            return flag("macfilter", on);
        }

        /**
         * Lets only the addresses of the {@code ipfilter-net…} sets send; fill them first.
         *
         * @param on wanted state
         * @return this
         */
        public Builder ipfilter(boolean on) {
            return flag("ipfilter", on);
        }

        /**
         * Sets the policy for traffic to the guest.
         *
         * @param policy wanted policy
         * @return this
         */
        public Builder policyIn(FirewallPolicy policy) {
            return set("policy_in", policy.name());
        }

        /**
         * Sets the policy for traffic from the guest.
         *
         * @param policy wanted policy
         * @return this
         */
        public Builder policyOut(FirewallPolicy policy) {
            return set("policy_out", policy.name());
        }

        /**
         * Sets the log level for traffic to the guest.
         *
         * @param level wanted level
         * @return this
         */
        public Builder logLevelIn(LogLevel level) {
            return set("log_level_in", level.toString());
        }

        /**
         * Sets the log level for traffic from the guest.
         *
         * @param level wanted level
         * @return this
         */
        public Builder logLevelOut(LogLevel level) {
            return set("log_level_out", level.toString());
        }

        /**
         * Puts options back to the server's defaults.
         *
         * @param keys as the API spells them
         * @return this
         */
        public Builder delete(String... keys) {
            deleted.addAll(List.of(keys));
            return this;
        }

        /** {@return the change} */
        public FirewallUpdate build() {
            List<Param> params = new ArrayList<>();
            values.forEach((key, value) -> params.add(Param.of(key, value)));
            if (!deleted.isEmpty()) {
                params.add(Param.of("delete", String.join(",", deleted)));
            }
            return new FirewallUpdate(params);
        }

        private Builder flag(String key, boolean on) {
            return set(key, on ? "1" : "0");
        }

        private Builder set(String key, String value) {
            values.put(key, value);
            return this;
        }
    }
}
