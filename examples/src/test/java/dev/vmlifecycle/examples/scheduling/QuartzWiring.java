package dev.vmlifecycle.examples.scheduling;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.repeatMinutelyForever;
import static org.quartz.TriggerBuilder.newTrigger;

import dev.vmlifecycle.schedule.Tasks;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

// spotless:off
// docs: begin
final class QuartzWiring {
    @DisallowConcurrentExecution // within this process; among processes our locks do that
    record RunDue(Tasks tasks) implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            tasks.runDue();
        }
    }

    static void schedule(Scheduler quartz, Tasks tasks) throws SchedulerException {
        quartz.setJobFactory((bundle, scheduler) -> new RunDue(tasks));
        quartz.scheduleJob(
                newJob(RunDue.class).withIdentity("vm-lifecycle").build(),
                newTrigger().startNow().withSchedule(repeatMinutelyForever()).build());
    }
    // docs: end
    // spotless:on

    private QuartzWiring() {}
}
