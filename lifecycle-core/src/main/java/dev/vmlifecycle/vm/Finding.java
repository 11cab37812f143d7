package dev.vmlifecycle.vm;

/**
 * Something that preflight met.
 *
 * @param code what kind of thing; stable, for translation
 * @param severity how bad
 * @param subject what it is about, for example {@code storage local}
 * @param problem what was met
 * @param remedy what to do
 */
public record Finding(Code code, Severity severity, String subject, String problem, String remedy) {

    /** How bad a finding is. */
    public enum Severity {
        /** The deploy cannot succeed like this. */
        ERROR,
        /** It can succeed, but something that was asked for will not work, or only for now. */
        WARNING,
        /** Worth knowing. */
        INFO
    }

    /** What kinds of findings there are. */
    public enum Code {
        /** A node is unknown to the cluster. */
        NODE_UNKNOWN(Severity.ERROR),
        /** A node is not online. */
        NODE_OFFLINE(Severity.ERROR),
        /** A node has less free memory than the package needs. */
        NODE_NO_MEMORY(Severity.WARNING),
        /** All VMIDs of the range are taken. */
        VMIDS_TAKEN(Severity.ERROR),
        /** The pools that fit give fewer addresses than the package includes. */
        POOLS_SHORT(Severity.ERROR),
        /** No reverse zone is configured for a pool's addresses. */
        POOL_NO_REVERSE_ZONE(Severity.INFO),
        /** There is no such template on its node. */
        TEMPLATE_MISSING(Severity.ERROR),
        /** The VM that is to be cloned is no template. */
        TEMPLATE_NOT_ONE(Severity.ERROR),
        /** The template has no disk it boots from. */
        TEMPLATE_NO_DISK(Severity.ERROR),
        /** The template has no net0. */
        TEMPLATE_NO_NIC(Severity.ERROR),
        /** The template's disk is larger than the package's; disks never shrink. */
        TEMPLATE_LARGER(Severity.ERROR),
        /** The template has no cloud-init drive, so a guest learns neither addresses nor passwords. */
        TEMPLATE_NO_CLOUD_INIT(Severity.WARNING),
        /** The template does not have the guest agent switched on. */
        TEMPLATE_NO_AGENT(Severity.INFO),
        /** A storage is missing, off, or not for disk images on a node. */
        STORAGE_UNUSABLE(Severity.ERROR),
        /** A storage has not enough space left. */
        STORAGE_FULL(Severity.WARNING),
        /** A linked clone on local storage that would have to move. */
        LINKED_CLONE_STUCK(Severity.ERROR),
        /** A bridge is missing or inactive on a node. */
        BRIDGE_MISSING(Severity.ERROR),
        /** A bridge without ports, and a VLAN tag. */
        BRIDGE_NO_UPLINK(Severity.ERROR),
        /** A privilege is missing without which a step fails. */
        PRIVILEGE_MISSING(Severity.ERROR),
        /** A privilege is missing without which something is left undone or unseen. */
        PRIVILEGE_ADVISABLE(Severity.WARNING),
        /** The cluster's firewall is off: nothing that is set for a VM takes effect. */
        FIREWALL_OFF(Severity.WARNING),
        /** Neither cluster nor VM denies by default: the anti-spoof set allows what is allowed anyway. */
        FIREWALL_ACCEPTS(Severity.WARNING),
        /** The cluster's firewall does not filter by MAC address. */
        FIREWALL_NO_MAC_FILTER(Severity.WARNING),
        /** Something could not be read. */
        UNREADABLE(Severity.INFO);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        /**
         * How bad it usually is.
         *
         * @return the severity
         */
        public Severity severity() {
            return severity;
        }
    }

    /**
     * A finding as bad as its code says.
     *
     * @param code what kind of thing
     * @param subject what it is about
     * @param problem what was met
     * @param remedy what to do
     * @return the finding
     */
    public static Finding of(Code code, String subject, String problem, String remedy) {
        return new Finding(code, code.severity(), subject, problem, remedy);
    }

    /**
     * Whether the deploy cannot succeed like this.
     *
     * @return true for an ERROR
     */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /**
     * The same, no error since others can stand in.
     *
     * @return a warning at most
     */
    public Finding asWarning() {
        return isError() ? new Finding(code, Severity.WARNING, subject, problem, remedy) : this;
    }

    @Override
    public String toString() {
        return subject + ": " + problem + " (" + remedy + ")";
    }
}
