package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.agent.AgentInfo;
import dev.vmlifecycle.proxmox.agent.ExecStatus;
import dev.vmlifecycle.proxmox.agent.FreezeState;
import dev.vmlifecycle.proxmox.agent.GuestFile;
import dev.vmlifecycle.proxmox.agent.GuestInterface;
import dev.vmlifecycle.proxmox.agent.GuestOs;
import dev.vmlifecycle.proxmox.agent.TrimResult;
import dev.vmlifecycle.proxmox.config.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Answers below {@code agent}; most wrap the agent's own answer in {@code result}. */
public final class AgentReader {

    private static final String RESULT = "result";

    private AgentReader() {}

    /**
     * {@return what an agent can do}
     *
     * @param data of {@code info}
     */
    public static AgentInfo info(Fields data) {
        Fields result = data.object(RESULT);
        return new AgentInfo(
                result.text("version").orElse(""),
                result.rows("supported_commands").stream()
                        .filter(row -> row.flag("enabled"))
                        .map(row -> row.require("name"))
                        .collect(Collectors.toSet()));
    }

    /**
     * {@return the state of a program}
     *
     * @param data of {@code exec-status}
     */
    public static ExecStatus exec(Fields data) {
        return new ExecStatus(
                data.flag("exited"),
                number(data, "exitcode"),
                number(data, "signal"),
                data.text("out-data").orElse(""),
                data.text("err-data").orElse(""),
                data.flag("out-truncated") || data.flag("err-truncated"));
    }

    /**
     * {@return the guest's interfaces}
     *
     * @param data of {@code network-get-interfaces}
     */
    public static List<GuestInterface> interfaces(Fields data) {
        return data.rows(RESULT).stream()
                .map(row -> new GuestInterface(
                        row.require("name"),
                        row.text("hardware-address").flatMap(AgentReader::mac),
                        row.rows("ip-addresses").stream()
                                .map(AgentReader::address)
                                .toList()))
                .toList();
    }

    /**
     * {@return the guest's operating system}
     *
     * @param data of {@code get-osinfo}
     */
    public static GuestOs os(Fields data) {
        Fields result = data.object(RESULT);
        return new GuestOs(
                result.text("id"),
                result.text("name"),
                result.text("pretty-name"),
                result.text("version"),
                result.text("kernel-release"),
                result.text("machine"));
    }

    /**
     * {@return the guest's host name}
     *
     * @param data of {@code get-host-name}
     */
    public static String hostName(Fields data) {
        return data.object(RESULT).require("host-name");
    }

    /**
     * {@return whether file systems are frozen}
     *
     * @param data of {@code fsfreeze-status}
     */
    public static FreezeState freezeState(Fields data) {
        return data.require(RESULT).equals("frozen") ? FreezeState.FROZEN : FreezeState.THAWED;
    }

    /**
     * {@return how many file systems an action was for}
     *
     * @param data of {@code fsfreeze-freeze} and {@code fsfreeze-thaw}
     */
    public static int count(Fields data) {
        return data.integer(RESULT).orElse(0L).intValue();
    }

    /**
     * {@return the trimmed file systems}
     *
     * @param data of {@code fstrim}
     */
    public static List<TrimResult> trims(Fields data) {
        return data.object(RESULT).rows("paths").stream()
                .map(row -> new TrimResult(
                        row.require("path"), row.integer("trimmed").map(ByteSize::ofBytes), row.text("error")))
                .toList();
    }

    /**
     * {@return a file}
     *
     * @param data of {@code file-read}
     */
    public static GuestFile file(Fields data) {
        return new GuestFile(data.text("content").orElse(""), data.flag("truncated"));
    }

    private static GuestInterface.Address address(Fields row) {
        return new GuestInterface.Address(
                row.require("ip-address"), row.integer("prefix").orElse(0L).intValue());
    }

    // a tunnel or InfiniBand interface has an address of another form
    private static Optional<MacAddress> mac(String text) {
        try {
            return Optional.of(MacAddress.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt number(Fields data, String key) {
        Optional<Long> number = data.integer(key);
        return number.isPresent() ? OptionalInt.of(number.get().intValue()) : OptionalInt.empty();
    }
}
