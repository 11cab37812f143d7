package dev.vmlifecycle.proxmox.error;

import dev.vmlifecycle.proxmox.error.AgentException.Trouble;
import dev.vmlifecycle.proxmox.error.NotFoundException.Missing;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Proxmox means by its texts, first match wins. Texts are those of 8.4.1; the order matters where one text holds
 * another ("cfs-lock … no quorum" is no lock time-out).
 */
final class TextRules {

    private record Rule(Pattern pattern, BiFunction<ErrorContext, Matcher, ProxmoxException> type) {}

    private static final List<Rule> RULES = List.of(
            rule("hotplug problem", HotplugException::new),
            rule("checksum mismatch|detected modified configuration", DigestMismatchException::new),
            rule(
                    "no quorum|cluster not ready|unable to open file '/etc/pve/[^']*' - Permission denied",
                    NoQuorumException::new),
            rule("can't lock file .*got timeout|cfs-lock .*(?:got timeout|got lock)", LockTimeoutException::new),
            agent("qmp command 'guest-[^']*' failed - got timeout", Trouble.LATE),
            // the worker, or QEMU, may have begun before its word got lost
            rule(
                    "got no worker upid|qmp command '[^']*' failed - got timeout|unable to connect to VM \\d+ qmp socket",
                    ResponseLostException::new),
            new Rule(
                    Pattern.compile("(?:VM|CT) is locked \\(([^)]*)\\)"),
                    (context, match) -> new LockedException(context, match.group(1))),
            rule("protection mode enabled|cannot remove protected volume", ProtectedException::new),
            rule(
                    "is running - destroy failed|VM \\d+ already running|running VM without --online|(?i:vm is running)$",
                    RunningException::new),
            rule("VM \\d+ (?:is )?not running", NotRunningException::new),
            missing("Configuration file '[^']*' does not exist|unable to find configuration file", Missing.GUEST),
            missing("no such task", Missing.TASK),
            missing("[Nn]o such storage|storage '[^']*' does not exist", Missing.STORAGE),
            missing("(?:volume|disk) '[^']*' does not exist", Missing.VOLUME),
            missing(
                    "no such (?:IPSet|IP/Network|cluster node|token|user|group|role)|no rule at position",
                    Missing.OTHER),
            missing("(?:snapshot|pool|user|group|role) '[^']*' does not exist|not HA managed", Missing.OTHER),
            missing("RRD error: .*No such file or directory", Missing.OTHER),
            rule(
                    "config file already exists|(?:VM|CT) \\d+ already exists"
                            + "|(?:IPSet|address|[Ss]ecurity group|pool|user|Job|alias) '[^']*' already exists"
                            + "|Token already exists|already a pool member|already used$|already defined",
                    AlreadyExistsException::new),
            agent("QEMU guest agent is not running", Trouble.SILENT),
            agent("No QEMU guest agent configured", Trouble.NOT_CONFIGURED),
            agent("^Agent error|^agent error", Trouble.REFUSED),
            rule("Permission check failed|Only root may use|only root can set", PermissionException::new));

    private TextRules() {}

    static Optional<ProxmoxException> match(ErrorContext context) {
        String text = context.searchable().strip();
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(text);
            if (matcher.find()) {
                return Optional.of(rule.type().apply(context, matcher));
            }
        }
        return Optional.empty();
    }

    private static Rule rule(String regex, Function<ErrorContext, ProxmoxException> type) {
        return new Rule(Pattern.compile(regex, Pattern.DOTALL), (context, match) -> type.apply(context));
    }

    private static Rule agent(String regex, Trouble trouble) {
        return rule(regex, context -> new AgentException(context, trouble));
    }

    private static Rule missing(String regex, Missing what) {
        return rule(regex, context -> new NotFoundException(context, what));
    }
}
