package dev.vmlifecycle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.quickstart.CrashPoint.Call;
import dev.vmlifecycle.examples.quickstart.CrashPoint.Moment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void parse_nothing_wholeWalkOnTheSimulator() {
        Options options = Options.parse(new String[0]);

        assertThat(options.config()).isEmpty();
        assertThat(options.store()).isEmpty();
        assertThat(options.phases()).containsExactly(Phase.DEPLOY, Phase.CHANGE, Phase.TERMINATE);
    }

    @Test
    void parse_everything_inBothSpellings() {
        Options options = Options.parse(new String[] {
            "--config=a.properties", "--store", "dir", "--only", "change", "--crash-at", "disk:after-answer", "--debug"
        });

        assertThat(options.config()).contains(Path.of("a.properties"));
        assertThat(options.store()).contains(Path.of("dir"));
        assertThat(options.phases()).containsExactly(Phase.CHANGE);
        assertThat(options.crash()).contains(new CrashPoint(Call.DISK, Moment.AFTER_ANSWER));
        assertThat(options.debug()).isTrue();
    }

    @Test
    void parse_severalFaults_allAreTold() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--fast", "--only", "x", "--crash-at", "a:b", "--store"}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("option --fast: unknown (expected: ")
                .hasMessageContaining("option --only: x (expected: deploy, change or terminate)")
                .hasMessageContaining("option --crash-at: a:b (expected: STEP:MOMENT")
                .hasMessageContaining("option --store: no value (expected: the name of a directory)");
    }

    @Test
    void onlyWithoutStore_isRefused() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--only", "change"}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("option --only: without --store (expected: --store DIR");
    }

    @Test
    void emptyValue_isOneFault() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--store="}))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("option --store: empty (expected: the name of a directory)");
    }

    @Test
    void help_namesEveryOptionAndEveryCrashPoint() {
        String help = String.join("\n", HelpText.lines());

        assertThat(help)
                .contains("--config", "--store", "--only", "--crash-at", "--debug", "--help", "quickstart.properties");
        for (Call call : Call.values()) {
            assertThat(CrashPoint.parse(new CrashPoint(call, Moment.AFTER_CALL).toString()))
                    .contains(new CrashPoint(call, Moment.AFTER_CALL));
            assertThat(help)
                    .contains(new CrashPoint(call, Moment.AFTER_CALL).toString().split(":", 2)[0]);
        }
    }
}
