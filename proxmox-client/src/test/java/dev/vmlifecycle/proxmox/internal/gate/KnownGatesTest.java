package dev.vmlifecycle.proxmox.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ServerVersion;
import dev.vmlifecycle.proxmox.testing.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The table says what the three schemas say. */
class KnownGatesTest {

    private static final Map<String, ServerVersion> LINES = Map.of(
            "7.4", ServerVersion.parse("7.4-3"), "8", ServerVersion.parse("8.4.1"), "9", ServerVersion.parse("9.1.2"));

    @Test
    void everyGate_isOpenExactlyWhereTheSchemaKnowsTheParameter() {
        SoftAssertions softly = new SoftAssertions();
        LINES.forEach((line, version) -> {
            Map<String, Set<String>> schema = Schemas.parameters(line);
            for (Gate gate : KnownGates.table()) {
                Set<String> known = schema.getOrDefault(gate.method() + " " + gate.template(), Set.of());
                softly.assertThat(gate.isOpen(version))
                        .as("%s on %s", gate, line)
                        .isEqualTo(known.contains(gate.parameter()));
            }
        });
        softly.assertAll();
    }

    @Test
    void everyCallWithAGate_hasAllOfThem() {
        List<Map<String, Set<String>>> schemas =
                List.of(Schemas.parameters("7.4"), Schemas.parameters("8"), Schemas.parameters("9"));
        SoftAssertions softly = new SoftAssertions();
        for (String call : calls()) {
            List<Set<String>> present = schemas.stream()
                    .filter(schema -> schema.containsKey(call))
                    .map(schema -> schema.getOrDefault(call, Set.of()))
                    .toList();
            Set<String> changing = new TreeSet<>();
            present.forEach(changing::addAll);
            present.forEach(names -> changing.removeIf(name -> present.stream().allMatch(all -> all.contains(name))));
            softly.assertThat(gates(call)).as(call).isEqualTo(changing);
        }
        softly.assertAll();
    }

    @Test
    void find_numberedParameter_isFoundByItsForm() {
        KnownGates gates = new KnownGates();

        assertThat(gates.find("PUT", "/nodes/{node}/qemu/{vmid}/config", "virtiofs3"))
                .isPresent();
        assertThat(gates.find("PUT", "/nodes/{node}/qemu/{vmid}/config", "net0"))
                .isEmpty();
    }

    private static Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        KnownGates.table().forEach(gate -> calls.add(gate.method() + " " + gate.template()));
        return calls;
    }

    private static Set<String> gates(String call) {
        Set<String> names = new TreeSet<>();
        for (Gate gate : KnownGates.table()) {
            if (call.equals(gate.method() + " " + gate.template())) {
                names.add(gate.parameter());
            }
        }
        return names;
    }
}
