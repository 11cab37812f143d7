package dev.vmlifecycle.dns.plugin;

import java.net.ProxySelector;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/**
 * What a host decides about the connections of its providers; each provider owns the client it makes with it.
 *
 * @param proxy which proxy to use; empty for none
 * @param trust whose certificates to trust; empty for what the Java runtime trusts
 */
public record HttpSettings(Optional<ProxySelector> proxy, Optional<X509TrustManager> trust) {

    /**
     * Settings.
     *
     * @param proxy which proxy to use
     * @param trust whose certificates to trust
     */
    public HttpSettings {
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(trust, "trust");
    }

    /**
     * {@return no proxy, and the trust of the Java runtime}
     */
    public static HttpSettings standard() {
        return new HttpSettings(Optional.empty(), Optional.empty());
    }
}
