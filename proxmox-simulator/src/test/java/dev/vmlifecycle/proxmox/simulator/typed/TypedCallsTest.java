package dev.vmlifecycle.proxmox.simulator.typed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.CallReport;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.error.UnsupportedByServerException;
import dev.vmlifecycle.proxmox.simulator.Invariants;
import dev.vmlifecycle.proxmox.simulator.PveVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every typed call of the client is answered by the simulator as a success, and the tasks it begins end well.
 *
 * <p>What counts as typed is told by the client: the public methods of its handles, and the endpoints its catalogue ships. A call the
 * client gains fails here until it is in the table and the simulator answers it.
 */
class TypedCallsTest {

    private static final Logger LOG = LoggerFactory.getLogger(TypedCallsTest.class);

    /** Public methods that send nothing: they give a handle, or say what the handle is. */
    private static final Set<String> SILENT = Set.of(
            "Cluster.backupJobs()",
            "Cluster.firewall()",
            "Cluster.ha()",
            "ClusterFirewall.aliases()",
            "ClusterFirewall.groups()",
            "ClusterFirewall.ipSets()",
            "ClusterFirewall.rules()",
            "Node.backups()",
            "Node.name()",
            "Node.qemu(Vmid)",
            "Node.storage(StorageId)",
            "NodeStorage.id()",
            "ProxmoxClient.access()",
            "ProxmoxClient.close()",
            "ProxmoxClient.cluster()",
            "ProxmoxClient.node(NodeName)",
            "ProxmoxClient.pools()",
            "ProxmoxClient.storages()",
            "ProxmoxClient.task(Upid)",
            "ProxmoxClient.with(CallOptions)",
            "ProxmoxClient.within(Duration, Cancellation)",
            "ProxmoxTask.failure(TaskStatus)",
            "ProxmoxTask.upid()",
            "Qemu.agent()",
            "Qemu.cloudInit()",
            "Qemu.console()",
            "Qemu.disks()",
            "Qemu.firewall()",
            "Qemu.node()",
            "Qemu.snapshots()",
            "Qemu.vmid()",
            "SecurityGroups.rules(String)",
            "VmFirewall.aliases()",
            "VmFirewall.ipSets()",
            "VmFirewall.rules()");

    @Test
    void table_ofCalls_namesEveryPublicMethodOfTheClient() throws Exception {
        Set<String> methods = new TreeSet<>(methodsOfHandles());
        methods.removeAll(SILENT);

        assertThat(Calls.all().steps().keySet().stream().map(name -> name.replaceFirst("\\) .*", ")")))
                .containsAll(methods)
                .allMatch(methods::contains);
    }

    /** A line may lack a call, or have it elsewhere (7.4 changes pools at another path): the three together answer all. */
    @Test
    void everyTypedCall_onTheThreeLines_isAnsweredAndItsTasksEndWell() throws Exception {
        Set<String> typed = catalogue();
        Set<String> answered = new TreeSet<>();
        for (PveVersion version : PveVersion.values()) {
            Map<String, Set<String>> calls = exercise(version);
            List<String> heldBack = calls.entrySet().stream()
                    .filter(call -> call.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            calls.values().forEach(answered::addAll);
            LOG.info("{}: {} methods, held back by the client: {}", version.version(), calls.size(), heldBack);
            if (version == PveVersion.V8_4) {
                calls.forEach((call, made) -> LOG.info("typed call {}: {}", call, made));
            }
            assertThat(heldBack).hasSizeLessThanOrEqualTo(5);
        }

        answered.retainAll(typed);
        LOG.info("typed calls: {} of {} endpoints of the client answered", answered.size(), typed.size());
        assertThat(answered).isEqualTo(typed);
    }

    /** Each call in a world of its own; the endpoints that answered it, none when this line does not know it. */
    private static Map<String, Set<String>> exercise(PveVersion version) throws Exception {
        Map<String, Set<String>> answered = new TreeMap<>();
        Map<String, String> failures = new TreeMap<>();
        for (Map.Entry<String, Calls.Step> call : Calls.all().steps().entrySet()) {
            Panel panel = new Panel(version);
            try {
                call.getValue().run(panel);
                panel.pass(Duration.ofMinutes(10));
                failedTasks(panel).forEach(task -> failures.put(call.getKey(), task));
                Invariants.violations(panel.simulator.world()).forEach(text -> failures.put(call.getKey(), text));
            } catch (UnsupportedByServerException e) {
                answered.put(call.getKey(), Set.of());
                continue;
            } catch (RuntimeException e) {
                failures.put(call.getKey(), e.toString());
            }
            answered.put(call.getKey(), endpoints(panel));
        }
        assertThat(failures).isEmpty();
        return answered;
    }

    /** A console nobody connects to, and a shutdown that was stopped, end as failures. */
    private static List<String> failedTasks(Panel panel) {
        return panel.tasks().stream()
                .filter(task -> !task.type().equals("vncproxy"))
                .filter(task -> !task.exitStatus().orElse("running").equals("OK"))
                .filter(task -> !task.exitStatus().orElse("").equals("unexpected status"))
                .map(task -> task.type() + ": " + task.exitStatus().orElse("running"))
                .toList();
    }

    private static Set<String> endpoints(Panel panel) {
        return panel.reports.stream()
                .filter(report -> report.outcome() == CallReport.Outcome.DONE)
                .map(report -> report.method() + " " + report.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The endpoints the client ships the facts of. */
    private static Set<String> catalogue() throws IOException {
        try (InputStream in = ProxmoxClient.class.getResourceAsStream("internal/catalogue/endpoints.txt")) {
            assertThat(in).as("the client's catalogue").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("(GET|POST|PUT|DELETE) .*"))
                    .map(line -> line.split(" ", 3))
                    .map(words -> words[0] + " " + words[1])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> methodsOfHandles() throws URISyntaxException, IOException {
        Path classes = Path.of(ProxmoxClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(classes)) {
            return methodsBelow(classes);
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return methodsBelow(jar.getPath("/"));
        }
    }

    private static Set<String> methodsBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("dev/vmlifecycle/proxmox"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("\\w+\\.class"))
                    .map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(TypedCallsTest::isHandle)
                    .flatMap(TypedCallsTest::methods)
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isHandle(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getType().getSimpleName().equals("Api"));
    }

    private static Stream<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("toString"))
                .map(TypedCallsTest::name);
    }

    private static String name(Method method) {
        String types = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + types + ")";
    }

    private static Class<?> load(String simpleName) {
        try {
            return Class.forName("dev.vmlifecycle.proxmox." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
