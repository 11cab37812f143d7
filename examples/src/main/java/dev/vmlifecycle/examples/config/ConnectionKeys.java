package dev.vmlifecycle.examples.config;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads how to reach the cluster. */
public final class ConnectionKeys {
    private static final String FINGERPRINT =
            "the SHA-256 of the server's certificate, 64 hex digits with or without colons";

    private final Keys keys;
    private final SecretKeys secrets;

    /**
     * Makes the reader.
     *
     * @param keys the text
     * @param secrets where it points for secrets
     */
    public ConnectionKeys(Keys keys, SecretKeys secrets) {
        this.keys = keys;
        this.secrets = secrets;
    }

    /**
     * Reads it.
     *
     * @return the connection; empty when there is a fault
     */
    public Optional<Connection> read() {
        List<String> hosts = keys.need(
                        "hosts",
                        "host names or addresses with commas between, each with :port if not 8006",
                        ConnectionKeys::hosts)
                .orElse(List.of());
        Optional<Tls> tls = tls();
        Optional<ApiToken> token = token();
        return tls.flatMap(proof -> token.map(credentials -> new Connection(hosts, proof, credentials)));
    }

    private static List<String> hosts(String text) {
        List<String> hosts = List.of(text.split("\\s*,\\s*", -1));
        if (hosts.stream().anyMatch(host -> !host.matches("\\[?[A-Za-z0-9.:-]+]?(:\\d+)?"))) {
            throw new IllegalArgumentException("hosts: " + text);
        }
        return hosts;
    }

    private Optional<Tls> tls() {
        List<String> pins = keys.list("tls.fingerprint", FINGERPRINT, ConnectionKeys::fingerprint);
        Optional<Path> authority =
                keys.maybe("tls.ca", "a readable PEM file with the cluster's authority", ConnectionKeys::readable);
        if (keys.has("tls.fingerprint") && keys.has("tls.ca")) {
            keys.wrong("tls.ca", "given beside tls.fingerprint", "one of the two");
        }
        if (authority.isPresent()) {
            return authority.map(Tls::caFile);
        }
        return Optional.of(
                pins.isEmpty()
                        ? Tls.system()
                        : Tls.fingerprint(
                                pins.get(0), pins.subList(1, pins.size()).toArray(String[]::new)));
    }

    private static String fingerprint(String text) {
        Tls.fingerprint(text);
        return text;
    }

    private static Path readable(String text) {
        Path file = Path.of(text);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("file: " + text);
        }
        return file;
    }

    private Optional<ApiToken> token() {
        String expected = "name@realm!token, for example panel@pve!lifecycle";
        Optional<String> id = keys.need("token", expected, ConnectionKeys::tokenId);
        Optional<Secret> secret = secrets.need("token.secret");
        if (secret.filter(value -> !value.reveal().matches("[\\x21-\\x7e]+")).isPresent()) {
            keys.wrong(
                    "token.secret", "(not shown)", "one line of printable ASCII characters, as Proxmox shows it once");
            return Optional.empty();
        }
        return id.flatMap(text -> secret.map(value -> ApiToken.of(text, value)));
    }

    private static String tokenId(String text) {
        return ApiToken.of(text, Secret.of("only-to-check-the-id")).id();
    }
}
