package dev.vmlifecycle.proxmox.testing;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Goes wrong in one way, and repeats in its texts everything it was told. */
public final class EchoServer implements Transport {

    /** How it goes wrong. */
    public enum Fault {
        FIELD_ERRORS,
        UNAUTHORIZED,
        FORBIDDEN,
        FAILED,
        TIMED_OUT_BEHIND,
        NO_JSON,
        NOT_UNDERSTOOD,
        CUT_JSON,
        OTHER_SHAPE,
        NOT_SENT,
        LOST
    }

    public final List<WireRequest> requests = new ArrayList<>();
    private final Fault fault;
    private final Transport before;
    private final int goodAnswers;

    /** Lets another answer the first requests. */
    public EchoServer(Fault fault, Transport before, int goodAnswers) {
        this.fault = fault;
        this.before = before;
        this.goodAnswers = goodAnswers;
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        requests.add(request);
        return requests.size() <= goodAnswers ? before.send(request, timeout, cancel) : answer(fault, told(request));
    }

    /** The answer of one who goes wrong in this way. */
    public static WireResponse answer(Fault fault, String told) {
        return switch (fault) {
            case FIELD_ERRORS ->
                WireResponse.json(400, "Parameter verification failed.", "{\"errors\":{\"x\":\"" + told + "\"}}");
            case UNAUTHORIZED -> WireResponse.json(401, told, "");
            case FORBIDDEN -> WireResponse.json(403, told, "{\"data\":null,\"message\":\"" + told + "\"}");
            case FAILED -> WireResponse.json(500, told, "{\"data\":null}");
            case TIMED_OUT_BEHIND -> WireResponse.json(596, told, "");
            case NO_JSON -> WireResponse.json(200, "OK", "<html>" + told);
            case NOT_UNDERSTOOD ->
                WireResponse.json(200, "OK", "{\"data\":" + quoted(told) + ",\"total\":\"" + told + "\"}");
            case CUT_JSON -> WireResponse.json(200, "OK", "{\"data\":\"" + told);
            case OTHER_SHAPE -> WireResponse.json(200, "OK", "{\"data\":[[\"" + told + "\"]]}");
            case NOT_SENT -> throw TransportFailure.notSent("connection refused", null);
            case LOST -> throw TransportFailure.maybeSent("unexpected end of stream", null);
        };
    }

    // where a scalar, an object or a row is wanted, each member says it
    private static String quoted(String told) {
        return "{\"version\":\"" + told + "\",\"status\":\"" + told + "\",\"ticket\":\"" + told + "\"}";
    }

    /** All a request says, in every spelling. */
    public static String told(WireRequest request) {
        StringBuilder told = new StringBuilder("you said");
        for (Header header : request.headers()) {
            told.append(' ').append(header.value());
            told.append(' ').append(URLDecoder.decode(header.value().replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        for (Param param : request.form()) {
            told.append(' ').append(param.value());
        }
        for (Param param : request.query()) {
            told.append(' ').append(param.value());
        }
        told.append(' ').append(request.encodedForm()).append(' ').append(request.encodedQuery());
        return told.toString();
    }
}
