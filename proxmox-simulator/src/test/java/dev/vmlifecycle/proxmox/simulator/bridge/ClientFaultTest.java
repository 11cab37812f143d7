package dev.vmlifecycle.proxmox.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.DigestMismatchException;
import dev.vmlifecycle.proxmox.error.GatewayException;
import dev.vmlifecycle.proxmox.error.LockTimeoutException;
import dev.vmlifecycle.proxmox.error.LockedException;
import dev.vmlifecycle.proxmox.error.NoQuorumException;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.error.ServerException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each fault as the client sees it. */
class ClientFaultTest {

    private static final StorageSpec LOCAL = StorageSpec.dir("local");
    private static final NodeName PVE1 = NodeName.of("pve1");
    private static final Vmid NEW = Vmid.of(7101);
    private static final String CLONE = "/nodes/*/qemu/*/clone";
    private static final String CONFIG = "/nodes/*/qemu/*/config";

    private Instant now = Instant.parse("2026-11-23T15:00:00Z");
    private final PveSimulator simulator = PveSimulator.builder()
            .storages(LOCAL)
            .templates(TemplateSpec.of(9000, "pve1", LOCAL))
            .build();
    private final ProxmoxClient client = ProxmoxClient.builder()
            .host("pve1")
            .auth(ApiToken.of("root@pam!sim", Secret.of(PveSimulator.Builder.DEFAULT_SECRET)))
            .clock(() -> now)
            .transport(new SimulatorTransport(simulator, () -> now))
            .build();

    @Test
    void delay_longerThanTheCallersPatience_isALostAnswerWithItsEffect() {
        simulator.faults().next("POST", CLONE, Fault.delay(Duration.ofMinutes(5)));

        assertThatThrownBy(this::cloned).isInstanceOf(ResponseLostException.class);

        assertThat(simulator.world().runningTasks()).hasSize(1);
    }

    @Test
    void delay_onAClockThatMoves_passesWhileTheCallerWaits() {
        Instant before = now;
        ProxmoxClient waiting = ProxmoxClient.builder()
                .host("pve1")
                .auth(ApiToken.of("root@pam!sim", Secret.of(PveSimulator.Builder.DEFAULT_SECRET)))
                .clock(() -> now)
                .transport(new SimulatorTransport(simulator, () -> now, time -> now = now.plus(time)))
                .build();
        simulator.faults().next("GET", "/version", Fault.delay(Duration.ofSeconds(9)));
        simulator.faults().next("GET", "/version", Fault.delay(Duration.ofMinutes(5)));

        assertThat(waiting.version().toString()).isNotEmpty();
        assertThat(now).isEqualTo(before.plusSeconds(9));
        assertThatThrownBy(waiting::version).isInstanceOf(ResponseLostException.class);
        assertThat(now).isAfter(before.plusSeconds(10)).isBefore(before.plusSeconds(60));
    }

    @Test
    void drop_beforeTheEffect_mayHaveHappenedButDidNot() {
        simulator.faults().next("POST", CLONE, Fault.dropBeforeEffect());

        assertThatThrownBy(this::cloned).isInstanceOf(ResponseLostException.class);

        assertThat(simulator.world().tasks()).isEmpty();
        assertThat(client.cluster().isFree(NEW)).isTrue();
    }

    @Test
    void vm_deletedRightAfterTheCall_isGoneWhenItIsLookedAt() throws InterruptedException {
        await(cloned());
        simulator.faults().next("PUT", CONFIG, Fault.afterwards(operator -> operator.delete(7101)));

        vm().update(oneCore());

        assertThatThrownBy(() -> vm().config()).isInstanceOf(NotFoundException.class);
    }

    /** A fault nobody here looks at from the client's side would be a promise without proof. */
    @Test
    void everyFault_isSeenByTheClientInATest() throws IOException {
        Path tests = Path.of("src", "test", "java", "dev", "vmlifecycle", "proxmox", "simulator", "bridge");
        String source = Files.readString(tests.resolve("ClientFaultTest.java"));

        assertThat(Arrays.stream(Fault.class.getDeclaredMethods())
                        .filter(method ->
                                Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName))
                .isNotEmpty()
                .allMatch(name -> source.contains("Fault." + name + "("));
    }

    @Test
    void delay_withinTheCallersPatience_isAnAnswer() {
        simulator.faults().next("GET", "/version", Fault.delay(Duration.ofSeconds(1)));

        assertThat(client.version().toString()).isNotEmpty();
    }

    @Test
    void timeout_beforeTheEffect_mayHaveHappenedButDidNot() {
        simulator.faults().next("POST", CLONE, Fault.timeoutBeforeEffect());

        assertThatThrownBy(this::cloned)
                .isInstanceOfSatisfying(
                        ResponseLostException.class,
                        e -> assertThat(e.mayHaveHappened()).isTrue());

        assertThat(simulator.world().tasks()).isEmpty();
    }

    @Test
    void timeout_afterTheEffect_mayHaveHappenedAndDid() throws InterruptedException {
        simulator.faults().next("POST", CLONE, Fault.timeoutAfterEffect());

        assertThatThrownBy(this::cloned).isInstanceOf(ResponseLostException.class);

        now = now.plusSeconds(1);
        assertThat(vm().config().lock()).isEmpty();
    }

    @Test
    void drop_afterTheEffect_losesTheHandleWhileTheTaskGoesOn() {
        simulator.faults().next("POST", CLONE, Fault.dropAfterEffect());

        assertThatThrownBy(this::cloned).isInstanceOf(ResponseLostException.class);

        now = now.plusSeconds(1);
        assertThat(vm().config().lock()).isEmpty();
        assertThat(client.cluster().isFree(NEW)).isFalse();
    }

    @Test
    void serverError_withAText_keepsTheText() {
        simulator.faults().next("POST", CLONE, Fault.answer(500, "unexpected thing"));

        assertThatThrownBy(this::cloned).isInstanceOf(ServerException.class).hasMessageContaining("unexpected thing");
    }

    @Test
    void gatewayTimeout_mayHaveHappened() {
        simulator.faults().next("POST", CLONE, Fault.answer(596, "Connection timed out"));

        assertThatThrownBy(this::cloned)
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.mayHaveHappened()).isTrue());
    }

    @Test
    void lock_heldLongerThanTenSeconds_isALockTimeout_thenFree() throws InterruptedException {
        await(cloned());
        simulator.operator().holdLock(7101, Duration.ofSeconds(30));

        assertThatThrownBy(() -> vm().update(oneCore())).isInstanceOf(LockTimeoutException.class);

        now = now.plusSeconds(31);
        vm().update(oneCore());
    }

    @Test
    void task_failing_carriesItsStatusAndLeavesNothing() {
        simulator.faults().next("POST", CLONE, Fault.taskFails("clone failed: copy failed"));

        ProxmoxTask task = cloned();

        assertThatThrownBy(() -> await(task))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("clone failed: copy failed");
        assertThat(simulator.world().vm(7101)).isEmpty();
    }

    @Test
    void task_warning_isASuccess() throws InterruptedException {
        simulator.faults().next("POST", CLONE, Fault.taskWarns("something odd"));

        ProxmoxTask task = cloned();
        TaskStatus status = await(task);

        assertThat(task.failure(status)).isEmpty();
        assertThat(task.logTail(10)).anyMatch(line -> line.contains("WARN: something odd"));
    }

    @Test
    void task_vanishing_isUnknownAndLeavesItsLock() {
        simulator.faults().next("POST", CLONE, Fault.taskVanishes());

        ProxmoxTask task = cloned();
        now = now.plusSeconds(5);

        assertThat(task.status().outcome()).get().isInstanceOf(TaskOutcome.Unknown.class);
        assertThat(vm().config().lock()).isPresent();
    }

    @Test
    void node_down_isAGatewayFailureThatDidNotHappen() {
        simulator.operator().nodeDown("pve1");

        assertThatThrownBy(this::cloned)
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.mayHaveHappened()).isFalse());

        simulator.operator().nodeUp("pve1");
        assertThat(client.node(PVE1).qemu(Vmid.of(9000)).config().name()).isPresent();
    }

    @Test
    void node_hanging_leavesTheOutcomeOpen() {
        simulator.operator().nodeHangs("pve1");

        assertThatThrownBy(this::cloned).isInstanceOfAny(GatewayException.class, ResponseLostException.class);
    }

    @Test
    void token_revoked_isAnAuthenticationFailure() {
        simulator.operator().revokeToken("root@pam!sim");

        assertThatThrownBy(client::version).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void quorum_lost_isSaid() {
        simulator.operator().loseQuorum();

        assertThatThrownBy(this::cloned).isInstanceOf(NoQuorumException.class);

        simulator.operator().regainQuorum();
        assertThat(cloned().upid()).isPresent();
    }

    @Test
    void storage_full_failsTheTask() {
        simulator.operator().storageFull("local", true);

        ProxmoxTask task = client.node(PVE1).qemu(Vmid.of(9000)).clone(FullClone.to(NEW));

        assertThatThrownBy(() -> await(task)).hasMessageContaining("No space left on device");
        assertThat(simulator.world().vm(7101)).isEmpty();
    }

    @Test
    void vmid_takenInBetween_refusesTheClone() {
        simulator
                .faults()
                .next("POST", CLONE, Fault.meanwhile(operator -> operator.createForeign(7101, "pve1", "theirs")));

        assertThatThrownBy(this::cloned).hasMessageContaining("already exists");
    }

    @Test
    void vm_editedBehindOurBack_isADigestMismatch() throws InterruptedException {
        await(cloned());
        var digest = vm().config().digest().orElseThrow();
        simulator.faults().next("PUT", CONFIG, Fault.meanwhile(operator -> operator.set(7101, "cores", "9")));

        assertThatThrownBy(() -> vm().update(oneCore(digest))).isInstanceOf(DigestMismatchException.class);
    }

    @Test
    void vm_deletedBehindOurBack_isNotFound() throws InterruptedException {
        await(cloned());
        simulator.faults().next("GET", CONFIG, Fault.meanwhile(operator -> operator.delete(7101)));

        assertThatThrownBy(() -> vm().config()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void vm_lockedByHand_isLocked() throws InterruptedException {
        await(cloned());
        simulator.operator().lock(7101, "backup");

        assertThatThrownBy(() -> vm().update(oneCore())).isInstanceOf(LockedException.class);
    }

    @Test
    void rate_strikesAShareFromTheSeed() {
        simulator.faults().rate("GET", "/version", 0.3, Fault.answer(500, "by chance"));

        int struck = 0;
        for (int i = 0; i < 200; i++) {
            try {
                client.version();
            } catch (ServerException e) {
                struck++;
            }
        }

        assertThat(struck).isBetween(30, 90);
    }

    private ProxmoxTask cloned() {
        Qemu template = client.node(PVE1).qemu(Vmid.of(9000));
        return template.clone(LinkedClone.to(NEW).name("vm-a.example.com").description("token"));
    }

    private static ConfigUpdate oneCore() {
        return ConfigUpdate.builder().cores(1).build();
    }

    private static ConfigUpdate oneCore(Digest digest) {
        return ConfigUpdate.builder().cores(1).digest(digest).build();
    }

    private Qemu vm() {
        return client.node(PVE1).qemu(NEW);
    }

    private TaskStatus await(ProxmoxTask task) throws InterruptedException {
        return task.await(Duration.ofMinutes(1), pause -> now = now.plus(pause), status -> {});
    }
}
