package dev.vmlifecycle.dns.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of the suite inside a test, and what it came to. */
final class SuiteRun implements TestExecutionListener {

    final TreeSet<String> passed = new TreeSet<>();
    final TreeSet<String> failed = new TreeSet<>();
    final TreeSet<String> aborted = new TreeSet<>();
    final List<Throwable> classFailures = new ArrayList<>();

    private SuiteRun() {}

    static SuiteRun of(Class<? extends DnsProviderContract> suite) {
        SuiteRun run = new SuiteRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(suite))
                .build();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        String name = identifier
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse("");
        if (name.isEmpty()) {
            result.getThrowable().ifPresent(classFailures::add);
            return;
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> passed.add(name);
            case FAILED -> failed.add(name);
            case ABORTED -> aborted.add(name);
        }
    }
}
