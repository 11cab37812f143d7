package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.config.PendingConfig.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingConfigTest {

    private final PendingConfig config = PendingConfig.of(List.of(
            new Row("cores", Optional.of("2"), Optional.of("3"), false),
            new Row("scsi1", Optional.of("local:1/a.raw"), Optional.empty(), true),
            new Row("tags", Optional.empty(), Optional.of("x"), false),
            new Row("name", Optional.of("vm"), Optional.empty(), false),
            new Row("digest", Optional.of("ab12"), Optional.empty(), false)));

    @Test
    void rows_tellWhatRunsAndWhatWaits() {
        assertThat(config.value("cores")).contains("2");
        assertThat(config.pending("cores")).contains("3");
        assertThat(config.deletePending("scsi1")).isTrue();
        assertThat(config.deletePending("name")).isFalse();
        assertThat(config.hasPending()).isTrue();
        assertThat(config.pendingKeys()).containsExactly("cores", "scsi1", "tags");
        assertThat(config.digest())
                .hasValueSatisfying(digest -> assertThat(digest).hasToString("ab12"));
        assertThat(config.lock()).isEmpty();
    }

    @Test
    void asConfig_isWhatRuns_wantedIsWhatComes() {
        assertThat(config.asConfig().cores()).isEqualTo(2);
        assertThat(config.asConfig().keys()).containsExactly("cores", "digest", "name", "scsi1");
        assertThat(config.wanted().cores()).isEqualTo(3);
        assertThat(config.wanted().keys()).containsExactly("cores", "digest", "name", "tags");
    }

    @Test
    void nothingPending_bothAreEqual() {
        PendingConfig calm = PendingConfig.of(List.of(new Row("name", Optional.of("vm"), Optional.empty(), false)));

        assertThat(calm.hasPending()).isFalse();
        assertThat(calm.wanted()).isEqualTo(calm.asConfig());
    }
}
