package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.CommitAnswer;
import dev.vmlifecycle.engine.FencedCommit;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commits of several subjects at once: each as if it were alone. */
abstract class GroupContract extends RepetitionContract {

    /** Subjects {@code vm1} to {@code vmN}, all claimed. */
    private List<Instance> claimedTogether(int count) {
        IntStream.rangeClosed(1, count).forEach(n -> insert("vm" + n));
        return store.claim("worker", count, LEASE);
    }

    private CommitDraft step(Instance row, String to) {
        boolean opens = row.log().lastRun() == 0;
        return CommitDraft.of(row)
                .to(to)
                .restart()
                .dueIn(Duration.ZERO)
                .leaseFor(LEASE)
                .run(opens ? RunLines.open(1, to, store.now()) : RunLines.append(1, to, store.now()))
                .events(new NewEvent("step", to));
    }

    /** The rows after it; what was answered as to be committed apart is. */
    private List<Instance> commitTogether(List<FencedCommit> commits) {
        List<CommitAnswer> answers = store.commitAll(commits);
        assertThat(answers).hasSameSizeAs(commits);
        List<Instance> rows = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            rows.add(row(commits.get(i), answers.get(i)));
        }
        return rows;
    }

    private Instance row(FencedCommit commit, CommitAnswer answer) {
        if (answer instanceof CommitAnswer.Written written) {
            return written.row();
        }
        if (answer instanceof CommitAnswer.Failed failed) {
            throw failed.reason();
        }
        return store.commit(commit.fence(), commit.commit());
    }

    private static FencedCommit of(Instance row, CommitDraft draft) {
        return new FencedCommit(row, draft.build());
    }

    private List<String> lines(String key) {
        return store.runs(key, 10).stream()
                .flatMap(run -> run.lines().stream())
                .map(StepLine::to)
                .toList();
    }

    @Test
    void must_commitAll_nothing_answerNothing() {
        assertThat(store.commitAll(List.of())).isEmpty();
    }

    @Test
    void must_commitAll_writeEach_andAnswerItsRow() {
        List<Instance> rows = claimedTogether(5);
        for (String state : List.of("set_ip", "clone", "set_dns")) {
            clock.advance(Duration.ofSeconds(1));
            rows = commitTogether(
                    rows.stream().map(row -> of(row, step(row, state))).toList());

            assertThat(rows).hasSize(5).allSatisfy(row -> assertThat(row).isEqualTo(row(row.key())));
        }
        assertThat(rows).allSatisfy(row -> {
            assertThat(lines(row.key())).containsExactly("set_ip", "clone", "set_dns");
            assertThat(store.runs(row.key(), 9).get(0).lastAt()).isEqualTo(store.now());
            assertThat(store.events(row.key(), 0, 9)).hasSize(3);
        });
    }

    @Test
    void must_commitAll_ofEverySort_beAsIfAlone() {
        List<Instance> rows = claimedTogether(6);
        StepCommit waiting = CommitDraft.of(rows.get(0))
                .dueIn(Duration.ofSeconds(9))
                .checkpoint(Optional.of("UPID"))
                .run(RunLines.waiting(RunWrite.Mode.OPEN, 1, store.now()))
                .build();
        List<FencedCommit> group = List.of(
                new FencedCommit(rows.get(0), waiting),
                of(rows.get(1), step(rows.get(1), "clone").subject("{\"new\":1}")),
                of(rows.get(2), step(rows.get(2), "clone").notifications(new Notification("n3", "vm_ready", "vm3"))),
                of(rows.get(3), CommitDraft.of(rows.get(3)).to("ready")),
                of(rows.get(4), step(rows.get(4), "clone").commands(new RetireVmid("vm5", Duration.ofDays(1)))),
                of(rows.get(5), step(rows.get(5), "clone").hold("by hand")));

        List<Instance> after = commitTogether(group);

        assertThat(after).allSatisfy(row -> assertThat(row).isEqualTo(row(row.key())));
        assertThat(row("vm1").dueAt()).contains(store.now().plusSeconds(9));
        assertThat(row("vm1").lease().owner()).isEmpty();
        assertThat(row("vm2").subject()).isEqualTo("{\"new\":1}");
        assertThat(store.outbox(9)).hasSize(1);
        assertThat(row("vm4").dueAt()).isEmpty();
        assertThat(row("vm6").hold()).contains("by hand");

        clock.advance(Duration.ofSeconds(9));
        Instance again = claim();
        commitTogether(List.of(of(
                again,
                CommitDraft.of(again)
                        .dueIn(Duration.ofSeconds(9))
                        .run(RunLines.waiting(RunWrite.Mode.FOLD, 1, store.now())))));
        assertThat(store.runs("vm1", 9).get(0).folded()).isEqualTo(2);
    }

    @Test
    void must_commitAll_fencedOffAmongThem_harmNoOther() {
        List<Instance> rows = claimedTogether(3);
        clock.advance(LEASE);
        store.renew(List.of(rows.get(0).fence(), rows.get(2).fence()), LEASE);
        Instance thief = store.claim("thief", 9, LEASE).get(0);
        List<FencedCommit> group =
                rows.stream().map(row -> of(row, step(row, "set_ip"))).toList();

        List<CommitAnswer> answers = store.commitAll(group);

        assertThat(row(group.get(0), answers.get(0)).pointer().state()).isEqualTo("set_ip");
        assertThatThrownBy(() -> row(group.get(1), answers.get(1))).isInstanceOf(LeaseLostException.class);
        assertThat(row(group.get(2), answers.get(2)).pointer().state()).isEqualTo("set_ip");
        assertThat(row("vm2")).isEqualTo(thief);
        assertThat(lines("vm2")).isEmpty();
        assertThat(store.events("vm2", 0, 9)).isEmpty();
    }

    @Test
    void must_commitAll_wrongAmongThem_harmNoOther() {
        List<Instance> rows = claimedTogether(4);
        List<FencedCommit> group = List.of(
                of(rows.get(0), step(rows.get(0), "set_ip").number(7)),
                of(rows.get(1), step(rows.get(1), "set_ip").run(RunLines.append(4, "set_ip", store.now()))),
                of(rows.get(2), step(rows.get(2), "set_ip").commands(new SaveVmRow(VM), new UnknownCommand())),
                of(rows.get(3), step(rows.get(3), "set_ip")));

        List<CommitAnswer> answers = store.commitAll(group);

        for (int wrong = 0; wrong < 3; wrong++) {
            FencedCommit commit = group.get(wrong);
            CommitAnswer answer = answers.get(wrong);
            assertThatThrownBy(() -> row(commit, answer)).isInstanceOf(IllegalArgumentException.class);
            assertThat(row(commit.before().key())).isEqualTo(rows.get(wrong));
            assertThat(store.events(commit.before().key(), 0, 9)).isEmpty();
        }
        assertThat(row(group.get(3), answers.get(3))).isEqualTo(row("vm4"));
        assertThat(lines("vm4")).containsExactly("set_ip");
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
    }

    @Test
    void must_commitAll_repeated_changeNothing_andAnswerAlike() {
        List<Instance> rows = claimedTogether(3);
        List<FencedCommit> group =
                rows.stream().map(row -> of(row, step(row, "set_ip"))).toList();

        List<Instance> first = commitTogether(group);

        assertThat(commitTogether(group)).isEqualTo(first);
        assertThat(first).allSatisfy(row -> assertThat(lines(row.key())).hasSize(1));
        assertThat(first)
                .allSatisfy(row -> assertThat(store.events(row.key(), 0, 9)).hasSize(1));
    }

    @Test
    void must_commitAll_answerRequestsThatCameMeanwhile() {
        List<Instance> rows = claimedTogether(2);
        assertThat(request(row("vm1"), request("terminate", true))).isTrue();
        assertThat(request(row("vm2"), request("change_package", false))).isTrue();
        clock.advance(Duration.ofSeconds(2));

        List<Instance> after = commitTogether(List.of(
                of(
                        rows.get(0),
                        step(rows.get(0), "set_ip").dueIn(Duration.ofHours(1)).leaseFor(Duration.ZERO)),
                of(
                        rows.get(1),
                        step(rows.get(1), "set_ip").dueIn(Duration.ofHours(1)).leaseFor(Duration.ZERO))));

        assertThat(after).allSatisfy(row -> assertThat(row).isEqualTo(row(row.key())));
        assertThat(after.get(0).request().orElseThrow().pipeline()).isEqualTo("terminate");
        assertThat(after.get(0).dueAt()).contains(store.now());
        assertThat(after.get(1).dueAt()).contains(store.now().plusSeconds(3600));
        assertThat(store.events("vm1", 0, 9)).hasSize(2);
    }

    @Test
    void must_commitAll_withTheLeaseKept_leaveARowThatIsDueWhereItIsInTheQueue() {
        Instance row = claimed("vm1");
        clock.advance(Duration.ofSeconds(5));

        Instance kept = commitTogether(List.of(of(row, step(row, "set_ip")))).get(0);
        assertThat(kept.dueAt()).isEqualTo(row.dueAt());
        Instance alone = store.commit(kept.fence(), step(kept, "clone").build());
        assertThat(alone.dueAt()).isEqualTo(row.dueAt());

        Instance back = store.commit(
                alone.fence(), step(alone, "x").leaseFor(Duration.ZERO).build());
        assertThat(back.dueAt()).contains(store.now());
    }

    @Test
    void must_commitAll_sameByManyThreads_applyEachOnce() {
        List<Instance> rows = claimedTogether(12);
        List<FencedCommit> group =
                rows.stream().map(row -> of(row, step(row, "set_ip"))).toList();

        List<List<Instance>> answers = together(THREADS, () -> commitTogether(group));

        assertThat(answers)
                .containsOnly(rows.stream().map(row -> row(row.key())).toList());
        assertThat(rows).allSatisfy(row -> {
            assertThat(lines(row.key())).hasSize(1);
            assertThat(store.events(row.key(), 0, 9)).hasSize(1);
        });
    }
}
