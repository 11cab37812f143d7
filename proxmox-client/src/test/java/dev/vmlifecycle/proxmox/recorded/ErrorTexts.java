package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.error.AgentException;
import dev.vmlifecycle.proxmox.error.AlreadyExistsException;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.DigestMismatchException;
import dev.vmlifecycle.proxmox.error.GatewayException;
import dev.vmlifecycle.proxmox.error.HotplugException;
import dev.vmlifecycle.proxmox.error.LockTimeoutException;
import dev.vmlifecycle.proxmox.error.LockedException;
import dev.vmlifecycle.proxmox.error.NoQuorumException;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.NotRunningException;
import dev.vmlifecycle.proxmox.error.PermissionException;
import dev.vmlifecycle.proxmox.error.ProtectedException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.RunningException;
import dev.vmlifecycle.proxmox.error.ServerException;
import dev.vmlifecycle.proxmox.error.ValidationException;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every kind of error text that was recorded, and what it must be. A text that fits no row, or two, fails the test: a new
 * one is looked at before it is sorted in.
 */
final class ErrorTexts {

    private record Row(Pattern text, Class<? extends ProxmoxException> type) {}

    private static final String BAD = "400 Parameter verification failed. ";

    private static final List<Row> ROWS = List.of(
            row("401 .*", AuthenticationException.class),
            row("403 Permission check failed.*", PermissionException.class),
            row("59[56] .*", GatewayException.class),
            row("50[16] .*", ServerException.class),

            // refused at the check of parameters
            row(
                    BAD + ".*(?:property is missing|not defined in schema|value may only be|minimum value).*",
                    ValidationException.class),
            row(
                    BAD + "(?:value '|value does not match|unknown option|you can't use '|type check).*",
                    ValidationException.class),
            row(BAD + "invalid format - .*", ValidationException.class),
            row(BAD + "(?:target is local node\\.|unable to parse worker upid)", ValidationException.class),
            row(BAD + "script '.*' does not exist", ValidationException.class),
            row(BAD + "no such (?:task|IP/Network)", NotFoundException.class),
            row(BAD + "(?:IPSet|address|Security group) '.*' already exists", AlreadyExistsException.class),
            row(BAD + "Token already exists\\.", AlreadyExistsException.class),
            row(BAD + "VM \\d+ already exists", AlreadyExistsException.class),
            row(BAD + "Only root may use this option\\.", PermissionException.class),
            row(BAD + "hotplug problem - .*", HotplugException.class),

            // missing
            row("500 Configuration file '.*' does not exist", NotFoundException.class),
            row("500 (?:storage|snapshot|pool|volume) '\\S*' does not exist", NotFoundException.class),
            row("500 no (?:such IPSet '.*'|rule at position \\d+)", NotFoundException.class),
            row("500 no such (?:cluster node '.*'|token '.*' for user '.*')", NotFoundException.class),
            row("500 cannot delete service '.*', not HA managed!", NotFoundException.class),
            row("500 RRD error: .*: No such file or directory", NotFoundException.class),

            // taken
            row("500 unable to (?:create|restore) VM .* already exists.*", AlreadyExistsException.class),
            row("500 create (?:user|pool) failed: .* already exists", AlreadyExistsException.class),
            row("500 update pools failed: VM \\d+ is already a pool member", AlreadyExistsException.class),
            row("500 create resource failed: resource ID '.*' already defined", AlreadyExistsException.class),
            row("500 Job '.*' already exists", AlreadyExistsException.class),

            // in the way, perhaps not for long
            row("500 VM is locked \\(\\w+\\)", LockedException.class),
            row("500 can't lock file '.*' - got timeout", LockTimeoutException.class),
            row("500 (?:checksum mismatch|detected modified configuration).*", DigestMismatchException.class),
            row("500 VM \\d+ is running - destroy failed", RunningException.class),
            row("500 you can't convert a VM to template if VM is running", RunningException.class),
            row("500 VM \\d+ (?:is )?not running", NotRunningException.class),
            row("500 can't remove .* - protection mode enabled", ProtectedException.class),
            row("500 (?:cluster not ready - no quorum\\?|cfs-lock '.*' error: no quorum!)", NoQuorumException.class),
            row("500 unable to open file '/etc/pve/.*' - Permission denied", NoQuorumException.class),
            row("500 QEMU guest agent is not running", AgentException.class),
            row("500 only root can set '\\w+' config.*", PermissionException.class),

            // will not do, and nothing above tells why better than the text
            row("500 no options specified", ServerException.class),
            row("500 hostname lookup '.*' failed - .*", ServerException.class),
            row("500 Linked clone feature is not supported for .*", ServerException.class),
            row("500 parameter 'storage' not allowed for linked clones", ServerException.class),
            row("500 storage '.*' is not available on node '.*'", ServerException.class),
            row("500 can't clone .*", ServerException.class),
            row("500 unable to create image: .*", ServerException.class),
            row("500 you can't move to the same storage.*", ServerException.class),
            row("500 SSH public key validation error", ServerException.class),
            row("500 IPSet '.*' is not empty", ServerException.class),
            row("500 disk image '.*' already exists", ServerException.class),
            row("500 delete pool failed: pool '.*' is not empty .*", ServerException.class),
            row("500 unable to remove VM \\d+ - used in HA resources.*", ServerException.class),
            row("500 invalid bootorder: .*", ServerException.class),
            row("500 balloon value too large.*", ServerException.class),
            row("500 malformed JSON string.*", ServerException.class));

    private static final List<Row> EXIT_STATUSES = List.of(
            row(
                    "(?:Configuration file '.*' does not exist|unable to find configuration file .*)",
                    NotFoundException.class),
            row("(?:disk|snapshot|volume) '[^']*' does not exist", NotFoundException.class),
            row("could not activate storage '.*': storage '.*' does not exist.*", NotFoundException.class),
            row("VM is locked \\(\\w+\\)", LockedException.class),
            row("can't lock file '.*' - got timeout", LockTimeoutException.class),
            row("checksum mismatch.*", DigestMismatchException.class),
            row("cannot remove protected volume .*", ProtectedException.class),
            row("(?:VM \\d+ already running|unable to restore VM \\d+ - vm is running)", RunningException.class),
            row("unable to open file '/etc/pve/.*' - Permission denied", NoQuorumException.class),
            row("snapshot name '.*' already used", AlreadyExistsException.class),
            row("400 Parameter verification failed\\. .*hotplug problem.*", HotplugException.class),
            row(
                    "(?:migration aborted|job errors|received interrupt|start failed: QEMU exited .*)",
                    ServerException.class),
            row(
                    "(?:MAX \\d+ vcpus|EFI base image|VM quit/powerdown failed|base volume|could not get storage).*",
                    ServerException.class),
            row("(?:shrinking disks|snapshot feature) is not .*|you can't resize a cdrom", ServerException.class));

    private ErrorTexts() {}

    static Class<? extends ProxmoxException> expected(RecordedExchange exchange) {
        return only(ROWS, exchange.status() + " " + exchange.fullErrorText());
    }

    static Class<? extends ProxmoxException> ofTask(String exitStatus) {
        return only(EXIT_STATUSES, exitStatus.strip());
    }

    private static Class<? extends ProxmoxException> only(List<Row> table, String text) {
        List<Row> rows =
                table.stream().filter(row -> row.text().matcher(text).matches()).toList();
        if (rows.size() != 1) {
            throw new AssertionError("'" + text + "' (expected: one row, not " + rows + ")");
        }
        return rows.get(0).type();
    }

    private static Row row(String regex, Class<? extends ProxmoxException> type) {
        return new Row(Pattern.compile(regex, Pattern.DOTALL), type);
    }
}
