package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.MacAddress;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.config.Throughput;
import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.proxmox.internal.Shown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Property strings: all recorded ones, and 100,000 changed ones; {@code -Dfuzz.seed=…} picks others. */
class PropertyStringFuzzTest {

    private static final int MUTATIONS = 100_000;
    private static final long SEED = Long.getLong("fuzz.seed", 20261123L);

    /** A typed view: the keys it is for, and how it is read. Add a new view here. */
    private static final Map<String, Function<String, Object>> VIEWS = Map.of(
            "net\\d+", NetDevice::parse,
            "ipconfig\\d+", IpConfig::parse,
            "(?:scsi|virtio|sata|ide|unused)\\d+", Disk::parse);

    private Map<String, Set<String>> recorded = Map.of();
    private List<String> corpus = List.of();

    @BeforeEach
    void readRecordings() {
        recorded = RecordedPropertyStrings.byKey();
        corpus = recorded.values().stream().flatMap(Set::stream).distinct().toList();
        assertThat(corpus).hasSizeGreaterThan(500);
    }

    @Test
    void everyRecordedValue_parsedAndPrinted_isIdentical() {
        int views = 0;
        for (Map.Entry<String, Set<String>> entry : recorded.entrySet()) {
            for (String text : entry.getValue()) {
                assertThat(PropertyString.parse(text)).hasToString(text);
                for (Function<String, Object> view : views(entry.getKey())) {
                    views += identicalOrRefused(view, text) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                "FUZZ %d recorded values under %d keys, %d typed views%n", corpus.size(), recorded.size(), views);

        assertThat(views).isGreaterThan(150);
    }

    @Test
    void mutatedValue_parsedAndPrinted_isIdenticalOrClearlyRefused() {
        Mutator mutator = new Mutator(SEED, corpus);
        Map<Boolean, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutator.next();
            assertThat(PropertyString.parse(text).toString()).isEqualTo(text);
            for (Function<String, Object> view : VIEWS.values()) {
                outcomes.merge(identicalOrRefused(view, text), 1, Integer::sum);
            }
        }
        System.out.printf(
                "FUZZ seed %d: %d mutations identical; views: %d identical, %d refused%n",
                SEED, MUTATIONS, outcomes.getOrDefault(true, 0), outcomes.getOrDefault(false, 0));

        assertThat(outcomes.values()).allMatch(count -> count > 10_000);
    }

    @Test
    void mutatedValue_oneKeyEdited_changesThatKeyOnly() {
        Mutator mutator = new Mutator(SEED + 1, corpus);
        int edits = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutator.next();
            PropertyString before = PropertyString.parse(text);
            List<String> keys = before.keys();
            if (!keys.isEmpty()) {
                edits++;
                String key = keys.get(mutator.upTo(keys.size()));
                assertThat(before.with(key, "edited").toString()).isEqualTo(edited(text, key, "edited"));
                assertThat(before.without(key).keys()).isEqualTo(others(keys, key));
                assertThat(before.with(key, before.get(key).orElse(""))).isEqualTo(before);
            }
        }
        System.out.printf("FUZZ seed %d: %d edits of one key%n", SEED + 1, edits);

        assertThat(edits).isGreaterThan(MUTATIONS / 4);
    }

    @Test
    void nic_anyEdit_keepsItsMac() {
        Mutator mutator = new Mutator(SEED + 2, nics());
        int edited = 0;
        for (int i = 0; i < MUTATIONS / 4; i++) {
            Optional<NetDevice> parsed = nic(mutator.next());
            if (parsed.isPresent()) {
                edited++;
                NetDevice nic = parsed.get();
                Optional<MacAddress> mac = nic.mac();
                assertThat(List.of(
                                nic.withBridge("vmbr9"),
                                nic.withTag(Optional.of(VlanTag.of(7))),
                                nic.withTag(Optional.empty()),
                                nic.withRate(Optional.of(Throughput.ofMegabytes(3))),
                                nic.withFirewall(true),
                                nic.withLinkDown(false)))
                        .allSatisfy(other -> assertThat(other.mac()).isEqualTo(mac))
                        .allSatisfy(other -> assertThat(other.model()).isEqualTo(nic.model()));
            }
        }
        System.out.printf("FUZZ seed %d: %d NICs with a MAC edited%n", SEED + 2, edited);

        assertThat(edited).isGreaterThan(1000);
    }

    private static List<Function<String, Object>> views(String key) {
        return VIEWS.entrySet().stream()
                .filter(view -> key.matches(view.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether the view prints what it read; otherwise it must have said which value it can not read. */
    private static boolean identicalOrRefused(Function<String, Object> view, String text) {
        try {
            Object read = view.apply(text);
            assertThat(read.toString()).isEqualTo(text);
            readAll(read);
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("expected: ");
            assertThat(names(String.valueOf(e.getMessage()), text))
                    .as("%s: %s", text, e)
                    .isTrue();
            return false;
        }
    }

    /** Each accessor answers, or refuses an argument; nothing else comes out of an odd value. */
    private static void readAll(Object view) {
        for (Method accessor : view.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(accessor.getModifiers()) && accessor.getParameterCount() == 0) {
                try {
                    accessor.invoke(view);
                } catch (InvocationTargetException e) {
                    assertThat(e.getCause())
                            .as("%s of %s", accessor, view)
                            .isInstanceOf(IllegalArgumentException.class);
                } catch (IllegalAccessException e) {
                    throw new LinkageError(accessor.toString(), e);
                }
            }
        }
    }

    // "storage: 'x y' (expected: …)": what stands in quotes is in the text, but for what is invisible and for its
    // length
    private static boolean names(String message, String text) {
        String head = message.replaceFirst("(?s) \\(expected: .*", "").replaceFirst("… of \\d+ characters$", "");
        int open = head.indexOf('\'');
        return open >= 0 && visible(text).contains(head.substring(open + 1, head.length() - 1));
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            String shown = Shown.of(Character.toString(c));
            visible.append(shown, 1, shown.length() - 1);
        });
        return visible.toString();
    }

    private List<String> nics() {
        List<String> nics = new ArrayList<>();
        recorded.forEach((key, texts) -> {
            if (key.matches("net\\d+")) {
                nics.addAll(texts);
            }
        });
        return nics;
    }

    private static Optional<NetDevice> nic(String text) {
        try {
            NetDevice nic = NetDevice.parse(text);
            return nic.mac().isPresent() ? Optional.of(nic) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String edited(String text, String key, String value) {
        String[] parts = text.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith(key + "=")) {
                parts[i] = key + "=" + value;
                return String.join(",", parts);
            }
        }
        throw new AssertionError(key + " not in " + text);
    }

    private static List<String> others(List<String> keys, String key) {
        return keys.stream().filter(other -> !other.equals(key)).toList();
    }
}
