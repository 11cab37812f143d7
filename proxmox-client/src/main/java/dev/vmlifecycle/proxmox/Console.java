package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.QemuReader;
import dev.vmlifecycle.proxmox.qemu.ConsoleTicket;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * The consoles of one VM. Every method is one call, starts a task that waits ten seconds for the connection, and throws
 * {@code ProxmoxException}. Needs {@code VM.Console}, and a login with a password: an API token may get a ticket, but the
 * server refuses its websocket with 403. Immutable and thread-safe.
 */
public final class Console {

    private final Api api;
    private final ApiPath vm;

    Console(Api api, ApiPath vm) {
        this.api = api;
        this.vm = vm;
    }

    /** {@return leave for one VNC connection, the ticket being the VNC password} */
    public ConsoleTicket vnc() {
        return vnc(false);
    }

    /** {@return leave for one VNC connection with a short VNC password, for clients that take no long one} */
    public ConsoleTicket vncWithPassword() {
        return vnc(true);
    }

    /** {@return leave for one terminal on the VM's graphics card, if that is a serial port, or else its first serial port} */
    public ConsoleTicket terminal() {
        return open("/termproxy", List.of());
    }

    /**
     * {@return leave for one terminal on a serial port}
     *
     * @param index 0 for {@code serial0}
     */
    public ConsoleTicket terminal(int index) {
        return open("/termproxy", List.of(Param.of("serial", "serial" + index)));
    }

    /**
     * Presses keys.
     *
     * @param keys in QEMU's words, together, such as {@code ctrl-alt-delete}
     */
    public void sendKey(String keys) {
        api.put(vm.child("/sendkey"), List.of(Param.of("key", keys)));
    }

    @Override
    public String toString() {
        return "Console of " + vm;
    }

    private ConsoleTicket vnc(boolean withPassword) {
        List<Param> form = new ArrayList<>();
        form.add(Param.flag("websocket", true));
        if (withPassword) {
            form.add(Param.flag("generate-password", true));
        }
        return open("/vncproxy", form);
    }

    private ConsoleTicket open(String action, List<Param> form) {
        return QemuReader.console(api.post(vm.child(action), form).object(), vm.child("/vncwebsocket"));
    }
}
