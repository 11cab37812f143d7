package dev.vmlifecycle.dns.powerdns;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.testkit.ZoneObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * A real PowerDNS, as {@code .ci/powerdns} starts one: seen by DNS queries, set up by its API. Its place is told by
 * {@code VMLIFECYCLE_POWERDNS}: address of the API, key and DNS port, separated by spaces.
 */
final class RealServer implements ZoneObserver {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final SimpleResolver resolver;
    final URI address;
    final String key;

    private RealServer(URI address, String key, int port) {
        this.address = address;
        this.key = key;
        this.resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        resolver.setTimeout(Duration.ofSeconds(10));
    }

    /** The server, or a skipped test. */
    static RealServer orSkip() {
        String given = System.getenv("VMLIFECYCLE_POWERDNS");
        assumeTrue(given != null, "no PowerDNS server; start one with .ci/powerdns and set VMLIFECYCLE_POWERDNS");
        String[] parts = String.valueOf(given).split(" ", 3);
        return new RealServer(URI.create(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    ZoneRef create(String name, String kind) {
        ObjectNode zone = json.createObjectNode().put("name", name + ".").put("kind", kind);
        if (kind.equals("Slave")) {
            zone.putArray("masters").add("127.0.0.2");
        } else {
            zone.putArray("nameservers").add("ns1.example.test.");
        }
        call("POST", "/zones", zone.toString());
        return ZoneRef.parse(name);
    }

    void delete(ZoneRef zone) {
        call("DELETE", path(zone), "");
    }

    @Override
    public Optional<RRset> observe(ZoneRef zone, DnsName name, RecordType type) {
        Set<String> values = new LinkedHashSet<>();
        long ttl = 0;
        for (Record record : query(name, type)) {
            boolean asked = record.getType() == Type.value(type.text())
                    && record.getName().toString(true).equalsIgnoreCase(name.toString());
            if (asked) {
                values.add(record.rdataToString());
                ttl = record.getTTL();
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new RRset(name, type, Ttl.ofSeconds(ttl), values));
    }

    private List<Record> query(DnsName name, RecordType type) {
        try {
            Record question =
                    Record.newRecord(Name.fromString(name.absoluteText()), Type.value(type.text()), DClass.IN);
            return resolver.send(Message.newQuery(question)).getSection(Section.ANSWER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void plant(ZoneRef zone, DnsName name, RecordType type, Ttl ttl, List<String> values) {
        boolean names = type.equals(RecordType.PTR) || type.equals(RecordType.CNAME);
        ObjectNode set = set(name, type, "REPLACE").put("ttl", ttl.seconds());
        ArrayNode records = set.putArray("records");
        values.forEach(value ->
                records.addObject().put("content", names ? value + "." : value).put("disabled", false));
        patch(zone, json.createArrayNode().add(set));
    }

    @Override
    public void wipe(ZoneRef zone, DnsName name) {
        ArrayNode sets = json.createArrayNode();
        List.of(RecordType.A, RecordType.AAAA, RecordType.PTR, RecordType.CNAME, RecordType.TXT)
                .forEach(type -> sets.add(set(name, type, "DELETE")));
        patch(zone, sets);
    }

    @Override
    public OptionalLong revision(ZoneRef zone) {
        return query(zone.name(), RecordType.SOA).stream()
                .filter(SOARecord.class::isInstance)
                .mapToLong(record -> ((SOARecord) record).getSerial())
                .findFirst();
    }

    private ObjectNode set(DnsName name, RecordType type, String change) {
        return json.createObjectNode()
                .put("name", name.absoluteText())
                .put("type", type.text())
                .put("changetype", change);
    }

    private void patch(ZoneRef zone, ArrayNode sets) {
        ObjectNode body = json.createObjectNode();
        body.set("rrsets", sets);
        call("PATCH", path(zone), body.toString());
    }

    private static String path(ZoneRef zone) {
        return "/zones/" + zone.name().absoluteText().replace("/", "=2F");
    }

    private void call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/servers/localhost" + path))
                .header("X-API-Key", key)
                .header("Accept", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
