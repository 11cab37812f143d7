package dev.vmlifecycle.examples.scheduling;

import dev.vmlifecycle.schedule.Tasks;
import dev.vmlifecycle.vm.VmLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

// spotless:off
// docs: begin
@Configuration
@EnableScheduling
@Import(SpringWiring.Clockwork.class)
class SpringWiring {
    @Bean
    Tasks tasks(VmLifecycle vms) { // VmLifecycle is a bean of yours; Spring calls its close() at the end
        return vms.tasks();
    }

    static class Clockwork {
        private final Tasks tasks;

        Clockwork(Tasks tasks) {
            this.tasks = tasks;
        }

        @Scheduled(fixedDelay = 10_000) // what is due, at most once per interval: more often does no harm
        void runDue() {
            tasks.runDue();
        }
    }
}
// docs: end
// spotless:on
