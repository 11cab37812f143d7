package dev.vmlifecycle.dns.testkit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints what a run of the suite came to: an aborted part is not tested, and nobody shall think it was. */
final class ConformanceSummary implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    private static final Namespace SPACE = Namespace.create(ConformanceSummary.class);

    private static final class Tally {
        private int passed;
        private int failed;
        private final List<String> aborted = new ArrayList<>();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(SPACE).put(context.getRequiredTestClass(), new Tally());
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        tally(context).passed++;
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        tally(context).failed++;
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        tally(context)
                .aborted
                .add(context.getRequiredTestMethod().getName() + (cause == null ? "" : ": " + cause.getMessage()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Tally tally = tally(context);
        PrintStream out = System.out;
        out.println("DNS conformance of " + context.getRequiredTestClass().getSimpleName() + ": " + tally.passed
                + " passed, " + tally.failed + " failed, " + tally.aborted.size() + " aborted");
        tally.aborted.forEach(line -> out.println("  not tested: " + line));
    }

    private static Tally tally(ExtensionContext context) {
        Tally tally = context.getStore(SPACE).get(context.getRequiredTestClass(), Tally.class);
        return tally == null ? new Tally() : tally;
    }
}
