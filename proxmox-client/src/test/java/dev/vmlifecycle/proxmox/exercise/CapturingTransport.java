package dev.vmlifecycle.proxmox.exercise;

import dev.vmlifecycle.proxmox.CallListener;
import dev.vmlifecycle.proxmox.CallReport;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps what is sent; answers everything but the version in one way. As listener it learns the path's template. */
final class CapturingTransport implements Transport, CallListener {

    private final Set<Sent> sent = new LinkedHashSet<>();
    private final String version;
    private WireResponse answer = WireResponse.json(500, "captured", "{}");
    private Map<String, String> last = Map.of();
    private int count;

    CapturingTransport(String version) {
        this.version = version;
    }

    /** From now on. */
    void answerWith(WireResponse other) {
        answer = other;
    }

    Set<Sent> sent() {
        return sent;
    }

    int count() {
        return count;
    }

    @Override
    public void ended(CallReport report) {
        sent.add(new Sent(report.method().name(), report.path(), last));
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        Map<String, String> params = new TreeMap<>();
        for (Param param : request.query()) {
            params.put(param.name(), param.value());
        }
        for (Param param : request.form()) {
            params.put(param.name(), param.value());
        }
        request.file().ifPresent(file -> params.put("filename", file.filename()));
        last = params;
        count++;
        if (request.path().endsWith("/version")) {
            // what is newer than the server may be held back; this is what is asked first then
            return WireResponse.json(200, "OK", "{\"data\":{\"version\":\"" + version + "\"}}");
        }
        return answer;
    }
}
