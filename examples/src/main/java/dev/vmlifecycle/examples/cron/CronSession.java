package dev.vmlifecycle.examples.cron;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.engine.TextRenderer;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.schedule.ScheduleRenderer;
import dev.vmlifecycle.schedule.Tasks;
import dev.vmlifecycle.schedule.TasksBuilder;
import dev.vmlifecycle.storage.jdbc.JdbcStore;
import dev.vmlifecycle.vm.VmLifecycle;
import dev.vmlifecycle.vm.VmLifecycleBuilder;
import java.sql.SQLException;

/** The library, wired together for one call of the command. */
final class CronSession implements AutoCloseable {
    private final UrlDataSource database;
    private final ProxmoxClient client;
    private final VmLifecycle vms;

    private CronSession(UrlDataSource database, ProxmoxClient client, VmLifecycle vms) {
        this.database = database;
        this.client = client;
        this.vms = vms;
    }

    static CronSession open(CronConfig config, boolean quiet, Console console) {
        UrlDataSource database = connect(config.database());
        try {
            JdbcStore store = JdbcStore.create(database);
            store.createSchema();
            store.validate();
            ProxmoxClient client = client(config);
            return new CronSession(database, client, lifecycle(config, store, client, quiet, console));
        } catch (StoreException | IllegalStateException e) {
            database.close();
            throw CommandFailure.failed("store: " + e.getMessage(), e);
        }
    }

    private static UrlDataSource connect(CronConfig.Database database) {
        try {
            return UrlDataSource.connect(database);
        } catch (SQLException e) {
            throw CommandFailure.failed(
                    "store.url: no connection, SQLState " + e.getSQLState()
                            + " (expected: a database that answers, and its driver on the class path)",
                    e);
        }
    }

    private static ProxmoxClient client(CronConfig config) {
        ProxmoxClient.Builder client = ProxmoxClient.builder()
                .auth(config.connection().token())
                .tls(config.connection().tls());
        config.connection().hosts().forEach(client::host);
        return client.build();
    }

    private static VmLifecycle lifecycle(
            CronConfig config, JdbcStore store, ProxmoxClient client, boolean quiet, Console console) {
        CronConfig.Times times = config.times();
        TextRenderer lines = TextRenderer.create(quiet ? line -> {} : console::say, times.zone());
        VmLifecycleBuilder builder = VmLifecycle.builder()
                .stores(store)
                .cluster(config.cluster(), client)
                .settleTime(times.settle())
                .ticks(Budget.of(times.budget()))
                .listener(lines)
                .tasks(tasks -> configure(tasks, times).listener(ScheduleRenderer.create(lines)));
        config.pools().forEach(builder::pool);
        return builder.build();
    }

    private static TasksBuilder configure(TasksBuilder tasks, CronConfig.Times times) {
        times.intervals().forEach(tasks::interval);
        return tasks.lockTimeout(times.lockTimeout()).zone(times.zone());
    }

    Tasks tasks() {
        return vms.tasks();
    }

    /** Lets the step under way end, and nothing else begin. Any thread; waits for the step. */
    void stop(Runnable asked) {
        vms.tasks().requestStop();
        asked.run();
        vms.close();
    }

    @Override
    public void close() {
        vms.close();
        client.close();
        database.close();
    }
}
