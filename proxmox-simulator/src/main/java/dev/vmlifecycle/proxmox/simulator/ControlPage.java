package dev.vmlifecycle.proxmox.simulator;

import java.time.Instant;
import java.util.List;

/** A plain page for people: what there is, what is under way, what was asked last. */
final class ControlPage {

    private static final int LATEST = 100;

    private ControlPage() {}

    static String of(PveSimulator simulator) {
        WorldSnapshot world = simulator.world();
        StringBuilder page =
                new StringBuilder("<!doctype html><title>Simulated cluster</title><h1>Simulated cluster</h1>");
        page.append("<p>").append(world.at()).append("</p>");
        table(page, "VMs", "VMID", "name", "node", "status", "lock");
        world.vms()
                .values()
                .forEach(vm -> row(
                        page,
                        vm.vmid() + "",
                        vm.name(),
                        vm.node(),
                        vm.paused() ? "paused" : vm.running() ? "running" : "stopped",
                        vm.lock().orElse("")));
        table(page.append("</table>"), "Tasks under way", "since", "node", "type", "id", "UPID");
        world.runningTasks()
                .forEach(task -> row(page, task.startedAt() + "", task.node(), task.type(), task.id(), task.upid()));
        table(page.append("</table>"), "Tasks ended lately", "at", "node", "type", "id", "exit status", "UPID");
        latest(world.tasks().stream().filter(task -> !task.running()).toList())
                .forEach(task -> row(
                        page,
                        task.endedAt().map(Instant::toString).orElse(""),
                        task.node(),
                        task.type(),
                        task.id(),
                        task.exitStatus().orElse(""),
                        task.upid()));
        table(page.append("</table>"), "Latest requests", "at", "request", "status");
        latest(simulator.requests().all())
                .forEach(request -> row(
                        page, request.at().toString(), request.method() + " " + request.path(), request.status() + ""));
        return page.append("</table>").toString();
    }

    private static <T> List<T> latest(List<T> all) {
        return all.subList(Math.max(0, all.size() - LATEST), all.size());
    }

    private static void table(StringBuilder page, String title, String... heads) {
        page.append("<h2>").append(title).append("</h2><table><tr>");
        for (String head : heads) {
            page.append("<th>").append(head).append("</th>");
        }
        page.append("</tr>");
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(escaped(cell)).append("</td>");
        }
        page.append("</tr>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
