package dev.vmlifecycle.schedule;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Processes named {@code host:pid@boot/namespace/start}. A process is known dead when the same kernel, in the same PID namespace, shows
 * no process of that number that was started at that moment. Host names alone prove nothing: two containers may share one, each with
 * a process 7 of its own. Where there is no {@code /proc}, nobody is ever known dead and the lock's time-out decides.
 */
final class LinuxOwners implements Owners {
    private static final int START_TIME = 22;

    private final Path proc;
    private final String self;
    private final Optional<String> numbers;

    LinuxOwners(Path proc, long pid) {
        this.proc = proc;
        this.numbers = numbers(proc);
        String name = hostName() + ":" + pid;
        this.self = numbers.flatMap(space -> startTime(pid).map(start -> name + "@" + space + "/" + start))
                .orElse(name);
    }

    static LinuxOwners system() {
        return new LinuxOwners(Path.of("/proc"), ProcessHandle.current().pid());
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public boolean isDead(String owner) {
        int at = owner.lastIndexOf('@');
        int start = owner.lastIndexOf('/');
        int colon = at < 0 ? -1 : owner.lastIndexOf(':', at);
        if (colon < 0 || start < at || numbers.isEmpty()) {
            return false;
        }
        if (!owner.substring(at + 1, start).equals(numbers.get())) {
            return false;
        }
        Optional<Long> pid = number(owner.substring(colon + 1, at));
        return pid.isPresent() && !startTime(pid.get()).equals(Optional.of(owner.substring(start + 1)));
    }

    /** The space in which a PID means one process: this boot of the kernel, this PID namespace. */
    private static Optional<String> numbers(Path proc) {
        try {
            String boot =
                    Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
            String namespace =
                    Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
            return Optional.of(boot + "/" + namespace.replaceAll("\\D", ""));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** When a process was started, in ticks since boot; empty when there is none, or only its remains. */
    private Optional<String> startTime(long pid) {
        try {
            String stat = Files.readString(proc.resolve(pid + "/stat"));
            // the second field is the program's name in brackets and may hold anything
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean zombie = afterName[0].equals("Z") || afterName[0].equals("X");
            return zombie ? Optional.empty() : Optional.of(afterName[START_TIME - 3]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
