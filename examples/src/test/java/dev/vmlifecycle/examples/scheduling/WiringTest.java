package dev.vmlifecycle.examples.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.ScheduledTask;
import dev.vmlifecycle.schedule.TaskContext;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.vm.VmLifecycle;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class WiringTest {
    private final CountDownLatch ran = new CountDownLatch(1);
    private final VmLifecycle vms = VmLifecycle.builder()
            .stores(MemoryStore.create(InstantSource.system()))
            .tasks(tasks -> tasks.task(new Own()))
            .build();

    /** A task of the host's own. */
    private final class Own implements ScheduledTask {
        @Override
        public TaskName name() {
            return TaskName.of("send_invoices");
        }

        @Override
        public Interval defaultInterval() {
            return Interval.of(Duration.ofHours(24));
        }

        @Override
        public TaskResult run(TaskContext context) {
            ran.countDown();
            return TaskResult.nothing();
        }
    }

    private void assertRuns() throws InterruptedException {
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void spring_runsWhatIsDue() throws InterruptedException {
        try (var spring = new AnnotationConfigApplicationContext()) {
            spring.registerBean(VmLifecycle.class, () -> vms);
            spring.register(SpringWiring.class);
            spring.refresh();

            assertRuns();
        }
    }

    @Test
    void quartz_runsWhatIsDue() throws SchedulerException, InterruptedException {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "wiring");
        settings.setProperty("org.quartz.threadPool.threadCount", "1");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        Scheduler quartz = new StdSchedulerFactory(settings).getScheduler();
        quartz.start();
        try {
            QuartzWiring.schedule(quartz, vms.tasks());

            assertRuns();
        } finally {
            quartz.shutdown(true);
            vms.close();
        }
    }

    @Test
    void builtIn_runsWhatIsDue() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        vms.tasks().start(threads);

        assertRuns();

        vms.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SpringWiring", "QuartzWiring"})
    void page_showsThisCode(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/vmlifecycle/examples/scheduling", name + ".java"));
        String shown = source.substring(
                source.indexOf("// docs: begin\n") + "// docs: begin\n".length(), source.indexOf("// docs: end"));

        assertThat(Files.readString(Path.of("../docs/scheduling.md")))
                .as("docs/scheduling.md")
                .contains(shown.stripTrailing());
    }
}
