package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.agent.AgentInfo;
import dev.vmlifecycle.proxmox.agent.ExecStatus;
import dev.vmlifecycle.proxmox.agent.FreezeState;
import dev.vmlifecycle.proxmox.agent.GuestFile;
import dev.vmlifecycle.proxmox.agent.GuestInterface;
import dev.vmlifecycle.proxmox.agent.GuestOs;
import dev.vmlifecycle.proxmox.agent.GuestProcess;
import dev.vmlifecycle.proxmox.agent.TrimResult;
import dev.vmlifecycle.proxmox.internal.AgentReader;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * The QEMU guest agent of one VM. Every method is one call, answered while the caller waits, and throws
 * {@code ProxmoxException}: an {@code AgentException} when the agent is not configured, silent or unwilling, a
 * {@code NotRunningException} when the VM is stopped. Needs {@code VM.Monitor}; since Proxmox VE 9 one of
 * {@code VM.GuestAgent.Audit}, {@code .FileSystemMgmt}, {@code .FileRead}, {@code .FileWrite}, {@code .Unrestricted}
 * instead. Immutable and thread-safe.
 */
public final class Agent {

    private final Api api;
    private final ApiPath path;

    Agent(Api api, ApiPath path) {
        this.api = api;
        this.path = path;
    }

    /** Succeeds when the agent answers; takes three seconds when it does not. */
    public void ping() {
        api.post(path.child("/ping"), List.of());
    }

    /** {@return version and abilities} */
    public AgentInfo info() {
        return AgentReader.info(api.get(path.child("/info")).object());
    }

    /**
     * {@return the program, started with the rights of the agent; ask for its end by {@link #execStatus}}
     *
     * @param command program and arguments, no shell; needs Proxmox VE 8 for more than the program. Who sees the guest's
     *     processes sees it, so give secrets as input
     */
    public GuestProcess exec(List<String> command) {
        return start(arguments(command));
    }

    /**
     * {@return the program, started with the rights of the agent and this input}
     *
     * @param command program and arguments, no shell; needs Proxmox VE 8 for more than the program
     * @param input what it reads from its standard input, 64 KiB at most
     */
    public GuestProcess exec(List<String> command, Secret input) {
        List<Param> form = arguments(command);
        form.add(Param.secret("input-data", input));
        return start(form);
    }

    /**
     * {@return whether and how a program ended; the end is told once only}
     *
     * @param process what {@link #exec(List)} gave
     */
    public ExecStatus execStatus(GuestProcess process) {
        return AgentReader.exec(
                api.get(path.child("/exec-status"), Param.of("pid", process)).object());
    }

    /** {@return the interfaces, those without an address too} */
    public List<GuestInterface> networkInterfaces() {
        return AgentReader.interfaces(
                api.get(path.child("/network-get-interfaces")).object());
    }

    /** {@return the operating system} */
    public GuestOs osInfo() {
        return AgentReader.os(api.get(path.child("/get-osinfo")).object());
    }

    /** {@return the host name} */
    public String hostName() {
        return AgentReader.hostName(api.get(path.child("/get-host-name")).object());
    }

    /**
     * Sets the password of a user of the guest.
     *
     * @param user must exist in the guest
     * @param password clear text, 1024 characters at most
     */
    public void setUserPassword(String user, Secret password) {
        setPassword(user, password, false);
    }

    /**
     * Sets the password of a user of the guest by its hash, as {@code crypt(3)} writes it.
     *
     * @param user must exist in the guest
     * @param hash the hashed password, 1024 characters at most
     */
    public void setUserPasswordHash(String user, Secret hash) {
        setPassword(user, hash, true);
    }

    /** {@return how many file systems are frozen now; {@link #thaw()} them soon, nothing else does} */
    public int freeze() {
        return AgentReader.count(
                api.post(path.child("/fsfreeze-freeze"), List.of()).object());
    }

    /** {@return how many file systems were thawed} */
    public int thaw() {
        return AgentReader.count(
                api.post(path.child("/fsfreeze-thaw"), List.of()).object());
    }

    /** {@return whether file systems are frozen} */
    public FreezeState freezeState() {
        return AgentReader.freezeState(
                api.post(path.child("/fsfreeze-status"), List.of()).object());
    }

    /** {@return the file systems whose unused blocks were given back to the storage; none on guests that do not tell} */
    public List<TrimResult> trim() {
        return AgentReader.trims(api.post(path.child("/fstrim"), List.of()).object());
    }

    /** Asks the guest to shut down, as an alternative to ACPI; it has not when this returns. */
    public void shutdown() {
        api.post(path.child("/shutdown"), List.of());
    }

    /**
     * {@return a file, read with the rights of the agent}
     *
     * @param file absolute path in the guest
     */
    public GuestFile readFile(String file) {
        return AgentReader.file(
                api.get(path.child("/file-read"), Param.of("file", file)).object());
    }

    /**
     * Writes a file with the rights of the agent, replacing it.
     *
     * @param file absolute path in the guest
     * @param content 60 KiB at most
     */
    public void writeFile(String file, Secret content) {
        api.post(path.child("/file-write"), List.of(Param.of("file", file), Param.secret("content", content)));
    }

    @Override
    public String toString() {
        return "Agent at " + path;
    }

    private void setPassword(String user, Secret password, boolean hashed) {
        List<Param> form = new ArrayList<>();
        form.add(Param.of("username", user));
        form.add(Param.secret("password", password));
        if (hashed) {
            form.add(Param.flag("crypted", true));
        }
        api.post(path.child("/set-user-password"), form);
    }

    private GuestProcess start(List<Param> form) {
        return api.post(path.child("/exec"), form).object().require("pid", GuestProcess::parse);
    }

    // an array is the same field, repeated
    private static List<Param> arguments(List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: empty (expected: a program)");
        }
        List<Param> form = new ArrayList<>();
        command.forEach(word -> form.add(Param.of("command", word)));
        return form;
    }
}
