package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;

/** What was asked of the simulator, oldest first. Thread-safe. */
public final class RequestLog {

    private final List<RecordedRequest> requests = new ArrayList<>();

    RequestLog() {}

    synchronized void add(RecordedRequest request) {
        requests.add(request);
    }

    /** {@return all requests since the last clear, polls included} */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    /**
     * {@return the requests of one kind}
     *
     * @param method HTTP method
     * @param path below {@code /api2/json}, a star for any one segment
     */
    public synchronized List<RecordedRequest> matching(String method, String path) {
        Faults.CallPattern pattern = new Faults.CallPattern(method, path);
        return requests.stream()
                .filter(request -> pattern.matches(request.method(), request.path()))
                .toList();
    }

    /**
     * {@return how many requests of one kind there were}
     *
     * @param method HTTP method
     * @param path below {@code /api2/json}, a star for any one segment
     */
    public long count(String method, String path) {
        return matching(method, path).size();
    }

    /** {@return the requests that change something: everything but GET} */
    public synchronized List<RecordedRequest> writes() {
        return requests.stream()
                .filter(request -> !request.method().equals("GET"))
                .toList();
    }

    /** Forgets all requests. */
    public synchronized void clear() {
        requests.clear();
    }
}
