package dev.vmlifecycle.proxmox.internal.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The endpoints the client types, and all their parameters. Immutable and thread-safe. */
public final class Catalogue {

    private static final String FILE = "endpoints.txt";

    private final Map<String, CatalogueReader.Endpoint> endpoints;

    private Catalogue(Map<String, CatalogueReader.Endpoint> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    private static final class Shipped {
        static final Catalogue INSTANCE = load();
    }

    /** {@return the catalogue of this release, read at first use} */
    public static Catalogue shipped() {
        return Shipped.INSTANCE;
    }

    static Catalogue parse(Stream<String> lines) {
        return new Catalogue(CatalogueReader.read(lines));
    }

    /**
     * {@return the lines that know an endpoint; absent when it is not typed}
     *
     * @param method HTTP method
     * @param template its path, placeholders as the schema spells them
     */
    public Optional<Span> endpoint(String method, String template) {
        return find(method, template).map(CatalogueReader.Endpoint::span);
    }

    /**
     * {@return the lines that know a parameter; absent when none does, or the endpoint is not typed}
     *
     * @param method HTTP method
     * @param template the endpoint's path, placeholders as the schema spells them
     * @param name as it is sent: {@code net0}, not {@code net[n]}
     */
    public Optional<Span> parameter(String method, String template, String name) {
        return find(method, template)
                .map(CatalogueReader.Endpoint::parameters)
                .map(known ->
                        Optional.ofNullable(known.get(name)).or(() -> Optional.ofNullable(known.get(indexed(name)))))
                .flatMap(span -> span);
    }

    /** {@return the number of endpoints} */
    public int size() {
        return endpoints.size();
    }

    private Optional<CatalogueReader.Endpoint> find(String method, String template) {
        return Optional.ofNullable(endpoints.get(method + " " + template));
    }

    /** {@code net12} is {@code net[n]} in the schemas. */
    private static String indexed(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return end == name.length() ? name : name.substring(0, end) + "[n]";
    }

    private static Catalogue load() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
