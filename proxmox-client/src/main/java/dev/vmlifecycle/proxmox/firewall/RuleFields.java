package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.internal.ParamList;

/** What rules are made of, for a new one and for a change. */
record RuleFields(ParamList params) {

    RuleFields with(String name, Object value) {
        return new RuleFields(params.and(name, value));
    }

    RuleFields enable(boolean on) {
        return new RuleFields(params.flag("enable", on));
    }
}
