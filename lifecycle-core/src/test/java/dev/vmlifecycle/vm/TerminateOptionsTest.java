package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A termination that lifts protection, waits, is taken back, or is not allowed. */
class TerminateOptionsTest extends FailureModes {
    private static final VmKey ONE = VmKey.of("1");
    private static final Actor ADMIN = Actor.of("admin", "paid after all");
    private static final TerminateOptions WEEK = TerminateOptions.defaults().withGrace(Duration.ofDays(7));

    private List<String> events(String type) {
        return host.events(ONE, 0).stream()
                .filter(event -> event.type().equals(type))
                .map(DurableEvent::text)
                .toList();
    }

    private long backups() {
        return world.snapshot().volumes().stream()
                .filter(volume -> volume.content().equals("backup"))
                .count();
    }

    private void terminated(TerminateOptions options) {
        deployed("1");
        host.terminate(ONE, options);
        world.settle(host);
    }

    @Test
    void protectionFlag_isLiftedOnlyWhenAsked() {
        deployed("1");
        world.sim.operator().set(5000, "protection", "1");
        terminate("1");
        assertThat(view("1").state()).isEqualTo("error_terminate");
        assertThat(remote(5000).config()).containsEntry("protection", "1");

        assertThat(host.planTerminate(ONE, TerminateOptions.defaults().liftingProtection())
                        .having(Impact.REFUSED))
                .isEmpty();
        host.terminate(ONE, TerminateOptions.defaults().liftingProtection());
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(events("protection_lifted")).containsExactly("VM 5000 on pve1, as was asked");
    }

    @Test
    void gracePeriod_stopsTheVm_keepsAllElse_andDestroysItAtItsEnd() {
        deployed("1");
        world.clock.advance(Duration.ofMinutes(1));
        world.sim.operator().addBackup("local", "pve1", 5000, world.clock.instant(), false);
        host.terminate(ONE, WEEK);
        world.settle(host);

        assertThat(view("1").status()).isEqualTo("terminate");
        assertThat(remote(5000).running()).isFalse();
        assertThat(addresses("1")).hasSize(1);
        assertThat(world.records()).isNotEmpty();
        assertThat(backups()).isEqualTo(1);
        Termination waiting = host.termination(ONE).orElseThrow();
        assertThat(waiting.cancellable()).isTrue();
        assertThat(waiting.destroyAt()).contains(waiting.asked().orElseThrow().plus(Duration.ofDays(7)));

        world.clock.advance(Duration.ofDays(7));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
        assertThat(backups()).isZero();
        assertThat(host.termination(ONE)).isEmpty();
    }

    @Test
    void gracePeriod_takenBack_theVmRunsAgainAsItWas() {
        terminated(WEEK);

        host.cancelTermination(ONE, ADMIN);
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isTrue();
        assertThat(addresses("1")).hasSize(1);
        assertThat(events("activity")).containsExactly("termination taken back");
        assertThat(events("requested")).contains("undo_terminate by admin (paid after all)");
        terminate("1");
        assertThat(view("1").state()).isEqualTo("remove");
    }

    @Test
    void gracePeriod_ofAVmThatWasOff_takenBack_staysOff() {
        deployed("1");
        world.sim.operator().powerOff(5000);
        host.terminate(ONE, WEEK);
        world.settle(host);

        host.cancelTermination(ONE, ADMIN);
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isFalse();
    }

    @Test
    void takenBack_whileTheStopIsUnderWay_theVmRuns() {
        deployed("1");
        host.terminate(ONE, WEEK);
        host.tick(Budget.once());
        assertThat(tasks("qmshutdown")).hasSize(1);

        host.cancelTermination(ONE, ADMIN);
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isTrue();
    }

    @Test
    void takenBack_beforeItBegan_nothingHappened() {
        deployed("1");
        host.terminate(ONE, WEEK);
        host.cancelTermination(ONE, ADMIN);
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(tasks("qmshutdown")).isEmpty();
    }

    @Test
    void takenBack_afterAWorkerDiedWhileStopping_theVmRuns() {
        deployed("1");
        host.terminate(ONE, WEEK);
        boolean[] dead = new boolean[1];
        VmLifecycle doomed = world.host(
                wire -> (request, timeout, cancel) -> {
                    var answer = wire.send(request, timeout, cancel);
                    if (request.path().endsWith("/status/shutdown")) {
                        dead[0] = true;
                        throw new SimulatedCrash("after the shutdown was sent");
                    }
                    return answer;
                },
                store -> new MortalStore(store, () -> {
                    if (dead[0]) {
                        throw new SimulatedCrash("dead");
                    }
                }));
        assertThatThrownBy(() -> world.settle(doomed)).isInstanceOf(SimulatedCrash.class);
        world.clock.advance(VmWorld.LEASE.plusSeconds(1));
        host.tick(Budget.of(Duration.ofMinutes(3)));

        host.cancelTermination(ONE, ADMIN);
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isTrue();
    }

    @Test
    void gracePeriodThatIsOver_isNotTakenBack() {
        terminated(WEEK);
        world.clock.advance(Duration.ofDays(7));
        host.tick(Budget.once());

        assertThat(host.termination(ONE).orElseThrow().cancellable()).isFalse();
        assertThatThrownBy(() -> host.cancelTermination(ONE, ADMIN))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("cannot be taken back any more");
        world.settle(host);
        assertThat(view("1").state()).isEqualTo("remove");
    }

    @Test
    void takenBack_whileAWorkerFindsThePeriodOver_losesNothing() {
        deployed("1");
        world.clock.advance(Duration.ofMinutes(1));
        world.sim.operator().addBackup("local", "pve1", 5000, world.clock.instant(), false);
        host.terminate(ONE, WEEK);
        world.settle(host);
        world.clock.advance(Duration.ofDays(7));
        boolean[] asked = new boolean[1];
        VmLifecycle late = world.host(
                wire -> wire,
                store -> beforeEachCommit(store, () -> {
                    if (!asked[0]) {
                        asked[0] = true;
                        host.cancelTermination(ONE, ADMIN);
                    }
                }));

        world.settle(late);

        assertThat(asked[0]).isTrue();
        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isTrue();
        assertThat(backups()).isEqualTo(1);
        assertThat(addresses("1")).hasSize(1);
    }

    private static EngineStore beforeEachCommit(EngineStore store, Runnable hook) {
        return StoreProxy.around(store, new StoreProxy.Hook() {
            @Override
            public void before(String method, Object[] args) {
                if (method.equals("commit")) {
                    hook.run();
                }
            }
        });
    }

    @Test
    void vmThatSomebodyStartsWithinTheGracePeriod_isStoppedAgain() {
        terminated(WEEK);
        world.sim.operator().powerOn(5000);
        world.clock.advance(Duration.ofDays(7));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(tasks("qmshutdown")).hasSize(2);
    }

    @Test
    void askingAgain_changesNothing_askingOtherwise_endsTheGracePeriod() {
        terminated(WEEK);
        host.terminate(ONE);
        host.terminate(ONE, WEEK);
        world.settle(host);
        assertThat(view("1").state()).isEqualTo("term_stopped");

        host.terminate(ONE, TerminateOptions.defaults());
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("remove");
    }

    @Test
    void termination_thatCannotBeTakenBack_saysWhy() {
        deployed("1");
        assertThatThrownBy(() -> host.cancelTermination(ONE, ADMIN))
                .hasMessage("vm 1: is ready (expected: a termination under way)");
        host.terminate(ONE);
        assertThatThrownBy(() -> host.cancelTermination(ONE, ADMIN)).hasMessageContaining("has no grace period");

        host.deploy(order("2"));
        host.tick(Budget.once());
        host.terminate(VmKey.of("2"), WEEK);
        host.tick(Budget.of(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> host.cancelTermination(VmKey.of("2"), ADMIN))
                .hasMessageContaining("before the VM was ready");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TerminateOptions.defaults().withGrace(Duration.ofSeconds(-1)))
                .withMessageContaining("grace");
    }

    @Test
    void protectedRecord_isNotTerminated_untilUnmarked() {
        deployed("1");
        host.protect(ONE, ADMIN);
        host.protect(ONE, ADMIN);
        assertThat(host.isProtected(ONE)).isTrue();
        assertThatThrownBy(() -> host.terminate(ONE))
                .isInstanceOf(VmException.class)
                .hasMessage("vm 1: is protected (expected: the mark taken away first)");
        assertThatThrownBy(() -> host.terminate(ONE, WEEK)).isInstanceOf(VmException.class);
        assertThat(host.planTerminate(ONE)).hasToString("""
                does not stop the VM
                Stop VM: vm 1 there -> gone [REFUSED] is protected by the host""");

        host.unprotect(ONE, ADMIN);
        terminate("1");

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(events("protection"))
                .containsExactly(
                        "protected by admin (paid after all)", "no longer protected by admin (paid after all)");
        assertThatThrownBy(() -> host.protect(ONE, ADMIN)).isInstanceOf(VmException.class);
        assertThatThrownBy(() -> host.protect(VmKey.of("9"), ADMIN)).isInstanceOf(VmException.class);
    }

    @Test
    void protectedMeanwhile_endsInError_andTouchesNothing() {
        deployed("1");
        host.terminate(ONE);
        world.store.administer("1", new dev.vmlifecycle.vm.store.ProtectVm("1", true), List.of());
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("error_terminate");
        assertThat(remote(5000).running()).isTrue();
        assertThat(Optional.of(trouble("1")))
                .hasValueSatisfying(text -> assertThat(text).contains("protected by the host"));
    }
}
