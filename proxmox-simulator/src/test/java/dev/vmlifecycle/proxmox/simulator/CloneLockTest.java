package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone keeps its source's configuration lock: together with other clones, or alone when the source runs. */
class CloneLockTest {

    private static final String TIMEOUT = "can't lock file '/var/lock/qemu-server/lock-7101.conf' - got timeout";
    private static final String SOURCE = "/nodes/pve1/qemu/7101";

    private final Api api = Api.on(cluster()).withVm(7101);

    private static PveSimulator.Builder cluster() {
        TaskDuration slow = TaskDuration.fixed(Duration.ofMillis(400)).plusPerGib(Duration.ofMinutes(1));
        return Api.cluster().duration("qmclone", slow);
    }

    @Test
    void clones_ofOneStoppedSource_runSideBySide() {
        List<String> upids =
                IntStream.range(7201, 7206).mapToObj(this::fullClone).toList();

        assertThat(upids).allSatisfy(upid -> assertThat(api.await(upid)).isEqualTo("OK"));
        assertThat(Duration.between(Api.START, api.now)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void write_toASourceBeingCopied_isRefusedAfterTenSeconds_andPassesAfterwards() {
        String upid = fullClone(7201);
        api.pass(Duration.ofSeconds(1));

        Api.Answer refused = api.call("PUT", SOURCE + "/config", "cores", "1");

        assertThat(refused.summary()).isEqualTo("500 " + TIMEOUT);
        assertThat(refused.response().took()).isEqualTo(Duration.ofSeconds(10));
        assertThat(api.await(upid)).isEqualTo("OK");
        assertThat(api.call("PUT", SOURCE + "/config", "cores", "1").summary()).isEqualTo("200 OK");
    }

    @Test
    void write_nearTheEndOfTheCopy_waitsForIt() {
        String upid = fullClone(7201);
        api.pass(Duration.ofSeconds(55));

        Api.Answer answer = api.call("PUT", SOURCE + "/config", "cores", "1");

        assertThat(answer.summary()).isEqualTo("200 OK");
        assertThat(answer.response().took()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(api.await(upid)).isEqualTo("OK");
    }

    @Test
    void tasks_ofASourceBeingCopied_waitTenSeconds() {
        fullClone(7201);
        api.pass(Duration.ofSeconds(1));

        assertThat(api.task("POST", SOURCE + "/status/start")).isEqualTo(TIMEOUT);
        assertThat(api.task("DELETE", SOURCE)).isEqualTo(TIMEOUT);
        assertThat(api.vm(7101).lock())
                .as("the file is locked, not the configuration")
                .isEmpty();
    }

    @Test
    void source_running_isClonedByOneAtATime_theOtherGivesUpAfterASecond() {
        api.simulator.operator().powerOn(7101);
        String first = fullClone(7201);
        String second = fullClone(7202);

        assertThat(api.await(second)).isEqualTo(TIMEOUT);
        assertThat(Duration.between(Api.START, api.now)).isLessThan(Duration.ofSeconds(3));
        assertThat(api.simulator.world().vm(7202)).isEmpty();
        assertThat(api.await(first)).isEqualTo("OK");
        assertThat(api.vm(7201).lock()).isEmpty();
    }

    @Test
    void source_atAnotherTask_isWaitedForNoLongerThanASecond() {
        api.simulator.operator().holdLock(7101, Duration.ofSeconds(5));

        assertThat(api.await(fullClone(7201))).isEqualTo(TIMEOUT);
    }

    @Test
    void abort_ofOneOfTwoClones_leavesTheLockToTheOther() {
        String first = fullClone(7201);
        fullClone(7202);
        api.pass(Duration.ofSeconds(1));

        api.call("DELETE", "/nodes/pve1/tasks/" + first);
        assertThat(api.call("PUT", SOURCE + "/config", "cores", "1").summary()).isEqualTo("500 " + TIMEOUT);

        api.pass(Duration.ofMinutes(2));
        assertThat(api.call("PUT", SOURCE + "/config", "cores", "1").summary()).isEqualTo("200 OK");
    }

    @Test
    void lock_isHeldOverARestartOfTheSimulator(@TempDir Path directory) {
        fullClone(7201);
        fullClone(7202);
        api.pass(Duration.ofSeconds(1));
        Path file = directory.resolve("world.json");
        api.simulator.save(file);

        Api again = Api.on(cluster());
        again.simulator.load(file);
        again.now = api.now;

        assertThat(again.task("POST", SOURCE + "/status/start")).isEqualTo(TIMEOUT);
        again.pass(Duration.ofMinutes(2));
        assertThat(again.task("POST", SOURCE + "/status/start")).isEqualTo("OK");
    }

    private String fullClone(int newid) {
        return api.call("POST", SOURCE + "/clone", "newid", "" + newid, "full", "1")
                .data()
                .asText();
    }
}
