package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What both fake services share: a log of calls, and failures to come. */
class FakeService {

    final List<String> calls = new ArrayList<>();
    final Deque<DnsException> failures = new ArrayDeque<>();
    private final Deque<DnsException> writeFailures = new ArrayDeque<>();

    @Nullable
    Runnable beforeWrite;

    @Nullable
    Runnable beforeVerify;

    void failWrites(DnsException failure) {
        writeFailures.add(failure);
    }

    synchronized void called(String call) {
        calls.add(call);
        Runnable other = beforeVerify;
        if (other != null && call.startsWith("read") && writes() > 0) {
            beforeVerify = null;
            other.run();
        }
        DnsException failure = failures.poll();
        if (failure == null && !call.startsWith("read")) {
            failure = writeFailures.poll();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Somebody else gets in between, once. */
    void interfere() {
        Runnable other = beforeWrite;
        beforeWrite = null;
        if (other != null) {
            other.run();
        }
    }

    FakeService fail(DnsError.Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(new DnsException(DnsError.of(kind, "told to fail")));
        }
        return this;
    }

    long writes() {
        return calls.stream().filter(call -> !call.startsWith("read")).count();
    }
}
