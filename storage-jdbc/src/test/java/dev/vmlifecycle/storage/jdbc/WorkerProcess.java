package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.CommitAnswer;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The main class of a worker process: works on a shared PostgreSQL until its input ends. Its step stands still on a subject named
 * {@code hold-…}, in the first claim, until it reads {@code go}, deaf to interruption as a bad step is; then it writes as if nothing had
 * happened. What the store refuses is told on the output.
 */
final class WorkerProcess {
    private static final int HANDS = 4;

    private final EngineStore store;
    private final LifecycleEngine<StepContext> engine;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private WorkerProcess(EngineStore store, Duration lease) {
        this.store = store;
        this.engine = LifecycleEngine.<StepContext>builder()
                .store(telling(store))
                .pipelines(List.of(Pipeline.of(StepContext.class, "deploy")
                        .at("creation", "One", this::first)
                        .at("one", "Two", WorkerProcess::step)
                        .at("two", "Three", WorkerProcess::step)
                        .end("ready")))
                .context(Function.identity())
                .lease(lease)
                .build();
    }

    public static void main(String[] args) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestPool pool = new TestPool(source, HANDS + 2)) {
            WorkerProcess process =
                    new WorkerProcess(JdbcStore.create(pool), Duration.ofMillis(Long.parseLong(args[1])));
            process.engine.start(threads, HANDS);
            say("STARTED " + process.engine.owner());
            process.readInput();
            process.engine.close();
        }
        threads.shutdownNow();
        say("ENDED");
    }

    private void readInput() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("end"); line = input.readLine()) {
            told.add(line);
        }
    }

    private StepResult first(StepContext context) {
        if (context.key().startsWith("hold-") && context.fence() == 1) {
            say("INSIDE " + context.key());
            awaitGo();
            write(new Fence(context.key(), context.fence(), engine.owner()));
        }
        return step(context);
    }

    private static StepResult step(StepContext context) {
        context.event("did", context.state());
        return StepResult.done();
    }

    private void awaitGo() {
        boolean waiting = true;
        while (waiting) {
            try {
                waiting = !told.take().equals("go");
            } catch (InterruptedException e) {
                say("INTERRUPTED");
            }
        }
    }

    /** By the bare store, past the engine's own guard: only the fence is left to refuse it. */
    private void write(Fence fence) {
        try {
            store.saveCheckpoint(fence, Optional.of("written by a zombie"));
            say("WROTE " + fence.key());
        } catch (LeaseLostException e) {
            say("REFUSED checkpoint of " + fence.key());
        }
    }

    private static EngineStore telling(EngineStore store) {
        return (EngineStore) Proxy.newProxyInstance(
                WorkerProcess.class.getClassLoader(), new Class<?>[] {EngineStore.class}, (self, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        tell(method.getName(), answer);
                        return answer;
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof LeaseLostException) {
                            say("REFUSED " + method.getName());
                        } else {
                            say("TROUBLE " + method.getName() + ": " + e.getCause());
                        }
                        throw e.getCause();
                    }
                });
    }

    private static void tell(String method, Object answer) {
        if (method.equals("renew") && !((List<?>) answer).isEmpty()) {
            say("REFUSED renew of " + answer);
        }
        if (method.equals("commitAll")) {
            for (Object one : (List<?>) answer) {
                if (one instanceof CommitAnswer.Failed failed) {
                    boolean lost = failed.reason() instanceof LeaseLostException;
                    say((lost ? "REFUSED" : "TROUBLE") + " commit: "
                            + failed.reason().getMessage());
                }
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
