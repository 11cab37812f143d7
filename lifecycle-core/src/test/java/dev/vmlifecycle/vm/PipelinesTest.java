package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.internal.VmRun;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelinesTest {

    @ParameterizedTest
    @CsvSource({
        "deploy, 15, creation, ready",
        "change_package, 12, change_package, ready",
        "terminate, 5, terminate, remove",
        "undo_terminate, 2, undo_terminate, ready",
        "dns_resync, 1, set_dns_records, ready",
        "dns_repair, 1, dns_repair, ready",
        "dns_cleanup, 1, dns_cleanup, remove",
        "snapshot_create, 1, snapshot_create, ready",
        "snapshot_delete, 1, snapshot_delete, ready",
        "snapshot_rollback, 14, snapshot_rollback, ready",
        "redeploy, 19, redeploy, ready",
        "reinstall, 16, reinstall, ready",
        "restore, 13, restore, ready"
    })
    void pipeline_printed_isTheDocumentedTable(String name, int actions, String first, String last) {
        Pipeline<VmRun> pipeline = named(name);

        assertThat(pipeline.rows()).hasSize(actions);
        assertThat(pipeline.initialState()).isEqualTo(first);
        assertThat(pipeline.endState()).isEqualTo(last);
        Golden.assertMatches(name + ".txt", pipeline.render());
    }

    private static Pipeline<VmRun> named(String name) {
        List<Pipeline<VmRun>> found = VmLifecycle.pipelines().stream()
                .filter(pipeline -> pipeline.name().equals(name))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
