package dev.vmlifecycle.proxmox.internal;

import okhttp3.Call;
import okhttp3.EventListener;

/** Set once a request may have left this machine; travels with the request as its tag. */
final class SentMark {

    /** Sets the marks of all calls of a client. */
    static final EventListener LISTENER = new EventListener() {
        @Override
        public void requestHeadersStart(Call call) {
            SentMark mark = call.request().tag(SentMark.class);
            if (mark != null) {
                mark.set = true;
            }
        }
    };

    private volatile boolean set;

    boolean isSet() {
        return set;
    }
}
