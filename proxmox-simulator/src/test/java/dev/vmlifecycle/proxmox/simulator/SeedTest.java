package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chance comes from the seed alone, and tasks take as long as their model says. */
class SeedTest {

    private static List<String> day(long seed) {
        Api api = Api.on(Api.cluster()
                .seed(seed)
                .duration("qmclone", TaskDuration.fixed(Duration.ofSeconds(10)).spread(0.5)));
        api.simulator.faults().rate("GET", "/version", 0.5, Fault.answer(500, "by chance"));
        List<String> seen = new java.util.ArrayList<>();
        for (int vmid = 7101; vmid < 7111; vmid++) {
            api.withVm(vmid);
            seen.add(api.vm(vmid).config() + " at " + api.now);
            seen.add(api.call("GET", "/version").response().body());
        }
        return seen;
    }

    @Test
    void sameSeed_sameAnswers() {
        assertThat(day(42)).isEqualTo(day(42));
    }

    @Test
    void otherSeed_otherAnswers() {
        assertThat(day(42)).isNotEqualTo(day(43));
    }

    @Test
    void duration_fixed_perGib_andSpread() {
        TaskDuration model = TaskDuration.fixed(Duration.ofSeconds(2)).plusPerGib(Duration.ofSeconds(3));

        assertThat(cloneTakes(model, "1G")).isBetween(5_000L, 5_300L);
        assertThat(cloneTakes(model, "4G")).isBetween(14_000L, 14_300L);
        assertThat(cloneTakes(model.spread(0.5), "4G"))
                .isBetween(7_000L, 21_300L)
                .isNotEqualTo(cloneTakes(model, "4G"));
    }

    private static long cloneTakes(TaskDuration model, String disk) {
        StorageSpec local = StorageSpec.dir("local");
        Api api = Api.on(PveSimulator.builder()
                .storages(local)
                .templates(TemplateSpec.of(9000, "pve1", local).disk(disk))
                .duration("qmclone", model));
        Instant began = api.now;
        assertThat(api.task("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7101", "full", "1"))
                .isEqualTo("OK");
        return Duration.between(began, api.now).toMillis();
    }

    @Test
    void requests_areRemembered_andCountedByPattern() {
        Api api = Api.on(Api.cluster()).withVm(7101);
        api.call("GET", "/nodes/pve1/qemu/4242/config");

        RequestLog log = api.simulator.requests();

        assertThat(log.count("POST", "/nodes/*/qemu/*/clone")).isEqualTo(1);
        assertThat(log.count("*", "/nodes/**")).isEqualTo(2);
        assertThat(log.all().get(1))
                .satisfies(request -> assertThat(request.status()).isEqualTo(500))
                .satisfies(request -> assertThat(request.path()).isEqualTo("/nodes/pve1/qemu/4242/config"));
    }
}
