package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers Proxmox's schema lets pass and Java's types cannot hold: they cost a task at most, never the world. */
class HugeNumbersTest {

    private static final String VM = "/nodes/pve1/qemu/7101";

    private final Api api = Api.on(Api.cluster()).withVm(7101);

    @ParameterizedTest
    @CsvSource({"cores", "sockets", "memory", "balloon"})
    void option_tooLargeForAnyMachine_isStored_andTheWorldGoesOn(String key, @TempDir Path directory) {
        Path file = directory.resolve("world.json");
        Api kept = Api.on(Api.cluster().keptIn(file)).withVm(7101);
        kept.call("PUT", VM + "/config", "memory", "99999999999999999999999");

        assertThat(kept.call("PUT", VM + "/config", key, "99999999999").summary())
                .isEqualTo("200 OK");
        kept.pass(Duration.ofSeconds(30));
        assertThat(kept.call("GET", VM + "/config").data().path(key).asText()).isEqualTo("99999999999");
        assertThat(kept.call("GET", "/cluster/resources").data()).isNotEmpty();
        assertThat(kept.call("GET", VM + "/status/current").summary()).isEqualTo("200 OK");

        kept.simulator.close();
        Api again = Api.on(Api.cluster().keptIn(file));
        again.now = kept.now;
        again.pass(Duration.ofSeconds(30));
        assertThat(again.call("GET", VM + "/config").summary()).isEqualTo("200 OK");
    }

    @Test
    void cores_moreThanTheNodeHas_refuseTheStart() {
        api.call("PUT", VM + "/config", "cores", "99999999999");

        assertThat(api.task("POST", VM + "/status/start")).isEqualTo("MAX 16 vcpus allowed per VM on this node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cores", "sockets", "memory", "balloon", "shares", "boot", "scsi0", "net0", "ipconfig0"})
    void value_writtenByHand_thatIsNone_isShownAndPassedOver(String key) {
        api.simulator.operator().set(7101, key, "many");
        api.pass(Duration.ofSeconds(30));

        assertThat(api.vm(7101).config()).containsEntry(key, "many");
        assertThat(api.call("GET", VM + "/config").data().path(key).asText()).isEqualTo("many");
        assertThat(api.call("GET", VM + "/status/current").summary()).isEqualTo("200 OK");
        api.task("POST", VM + "/status/start");
        api.task("POST", VM + "/status/stop");
        assertThat(api.call("GET", "/cluster/resources").summary()).isEqualTo("200 OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999T", "+99999999T", "99999999999999999999999"})
    void resize_beyondAnyFile_failsInItsTask_andFreesTheLock(String size) {
        assertThat(api.task("PUT", VM + "/resize", "disk", "scsi0", "size", size))
                .startsWith("command '/usr/bin/qemu-img resize -f qcow2 ")
                .endsWith("' failed: exit code 1");

        assertThat(api.simulator.world().runningTasks()).isEmpty();
        assertThat(api.task("PUT", VM + "/resize", "disk", "scsi0", "size", "+1G"))
                .isEqualTo("OK");
    }

    @Test
    void disk_beyondAnyFile_isRefused() {
        assertThat(api.call("PUT", VM + "/config", "scsi1", "local:99999999999999")
                        .summary())
                .startsWith("500 unable to create image: qemu-img: ")
                .endsWith("The image size is too large for file format 'raw'");
    }

    @Test
    void exception_ofOneTask_endsIt_andFreesItsLock() {
        String upid = api.call("PUT", VM + "/resize", "disk", "scsi0", "size", "+1G")
                .data()
                .asText();
        api.simulator.touch(world ->
                world.state.tasks.get(world.state.tasks.size() - 1).args.put("disk", null));
        api.pass(Duration.ofSeconds(20));

        assertThat(api.simulator.world().tasks())
                .filteredOn(task -> task.upid().equals(upid))
                .extracting(WorldSnapshot.TaskView::exitStatus)
                .singleElement()
                .asString()
                .contains("simulator failed: java.lang.NullPointerException at ");
        assertThat(api.call("PUT", VM + "/config", "cores", "1").summary()).isEqualTo("200 OK");
    }

    @Test
    void exception_ofOneRequest_answers500WithItsClass_andTheNextIsServed() {
        api.simulator.touch(world -> world.vmOn("pve1", 7101).config.put("name", null));
        SimRequest request =
                SimRequest.of("GET", "/api2/json/nodes/pve1/qemu/7101/config").token("root@pam!sim", Api.SECRET);

        SimResponse broken = api.simulator.handle(request, api.now);

        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.reason()).startsWith("simulator failed: java.lang.NullPointerException at ");
        assertThat(api.call("GET", "/nodes/pve1/qemu/9000/config").summary()).isEqualTo("200 OK");
        assertThat(api.simulator.requests().all()).isNotEmpty();
    }
}
