package dev.vmlifecycle.proxmox.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ServerVersion;
import dev.vmlifecycle.proxmox.catalogue.Facts;
import dev.vmlifecycle.proxmox.catalogue.Schemas;
import dev.vmlifecycle.proxmox.internal.catalogue.ApiLine;
import dev.vmlifecycle.proxmox.internal.catalogue.Catalogue;
import dev.vmlifecycle.proxmox.internal.gate.Gate.Otherwise;
import dev.vmlifecycle.proxmox.testing.Recordings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final String CONFIG = "/nodes/{node}/qemu/{vmid}/config";

    private final Gates gates = new Gates(Catalogue.shipped());

    @Test
    void everyParameterOfATypedCall_passesExactlyWhereTheSchemaKnowsIt() {
        Schemas schemas = Schemas.read(Recordings.directory());
        SoftAssertions softly = new SoftAssertions();
        Set<String> closed = new TreeSet<>();
        for (Map.Entry<String, Set<String>> call : typedCalls(schemas).entrySet()) {
            String[] parts = call.getKey().split(" ", 2);
            for (ApiLine line : ApiLine.values()) {
                Optional<Map<String, Facts>> known = schemas.endpoint(line, call.getKey());
                for (String name : call.getValue()) {
                    boolean isOpen = gates.find(parts[0], parts[1], name)
                            .map(gate -> gate.isOpen(ServerVersion.parse(line.toString())))
                            .orElse(true);
                    softly.assertThat(isOpen)
                            .as("%s %s on %s", call.getKey(), name, line)
                            .isEqualTo(known.filter(params -> params.containsKey(name))
                                    .isPresent());
                    if (!isOpen) {
                        closed.add(call.getKey() + " " + name);
                    }
                }
            }
        }
        softly.assertAll();
        assertThat(closed).hasSizeGreaterThan(50);
    }

    @Test
    void find_numberedParameter_isFoundByItsForm() {
        assertThat(gates.find("PUT", CONFIG, "virtiofs3")).isPresent();
        assertThat(gates.find("PUT", CONFIG, "net0")).isEmpty();
    }

    @Test
    void find_parameterThatOnlySpares_isLeftOut() {
        assertThat(gates.find("DELETE", "/cluster/ha/resources/{sid}", "purge"))
                .hasValueSatisfying(gate -> assertThat(gate.otherwise()).isEqualTo(Otherwise.LEAVE_OUT));
        assertThat(gates.find("PUT", CONFIG, "ciupgrade"))
                .hasValueSatisfying(gate -> assertThat(gate.otherwise()).isEqualTo(Otherwise.REFUSE));
    }

    @Test
    void find_parameterNewWithALaterVersionOfTheSameMajor_isLeftToTheServer() {
        assertThat(gates.find("PUT", CONFIG, "ciupgrade"))
                .hasValueSatisfying(gate ->
                        assertThat(gate.isOpen(ServerVersion.parse("8.0.2"))).isTrue());
    }

    private static Map<String, Set<String>> typedCalls(Schemas schemas) {
        Map<String, Set<String>> calls = new TreeMap<>();
        schemas.lines()
                .values()
                .forEach(endpoints -> endpoints.forEach((endpoint, params) -> {
                    String[] parts = endpoint.split(" ", 2);
                    if (Catalogue.shipped().endpoint(parts[0], parts[1]).isPresent()) {
                        calls.computeIfAbsent(endpoint, key -> new TreeSet<>()).addAll(params.keySet());
                    }
                }));
        return calls;
    }
}
