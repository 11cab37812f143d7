package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public factory and constructor that takes plain values, with values nobody should pass: taken, or refused in words. */
class HostileInputTest {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\n",
            "a\nb",
            "a\r\nX-Evil: 1",
            "\u0000",
            "a\u0000b",
            "..",
            ".",
            "../../etc/passwd",
            "%2e%2e",
            "a/b",
            "a?b=c",
            "a#b",
            "a&b=c",
            "a,b=c",
            ",",
            "=",
            ":",
            ";",
            "a:",
            "-1",
            "99999999999999999999",
            "1e999999999",
            "NaN",
            "\u00e9\u4f60\ud83d\ude00",
            "\ud800",
            "x".repeat(100_000),
            "UPID:pve1:000011C0:0003CD8C:6B044A40:qmstop:201:root@pam:",
            "user@pam!token");
    private static final Map<Class<?>, List<?>> VALUES = Map.of(
            String.class,
            TEXTS,
            int.class,
            List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE),
            long.class,
            List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE),
            double.class,
            List.of(Double.NaN, Double.NEGATIVE_INFINITY, -1.0, 0.0, Double.MAX_VALUE),
            boolean.class,
            List.of(true, false),
            Duration.class,
            List.of(Duration.ofSeconds(Long.MIN_VALUE), Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE)));

    private final TreeSet<String> problems = new TreeSet<>();
    private int tried;
    private int refused;

    @Test
    void publicFactory_anyValue_takesItOrSaysWhyNot() throws IOException, URISyntaxException {
        for (Class<?> type : publicTypes()) {
            Stream<Executable> starts = Stream.concat(
                    Arrays.stream(type.getDeclaredMethods()).filter(method -> Modifier.isStatic(method.getModifiers())),
                    Modifier.isAbstract(type.getModifiers())
                            ? Stream.empty()
                            : Arrays.<Constructor<?>>stream(type.getDeclaredConstructors()));
            starts.filter(start -> Modifier.isPublic(start.getModifiers()))
                    .filter(start -> start.getParameterCount() > 0)
                    .filter(start -> Arrays.stream(start.getParameterTypes()).allMatch(VALUES::containsKey))
                    .forEach(this::attack);
        }
        System.out.printf("HOSTILE %d inputs, %d refused%n", tried, refused);

        assertThat(problems).isEmpty();
        assertThat(tried).isGreaterThan(3000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "pve1/x",
                "pve1?x",
                "pve1#x",
                "u:p@pve1",
                "pve1\n",
                "\tpve1",
                "pve1\\x",
                "pve1:0",
                "pve1:99999",
                "%70ve1",
                "::1",
                "pve1:x",
                "pve1\u0000"
            })
    void host_thatIsMoreThanOne_isRefused(String host) {
        ProxmoxClient.Builder builder = ProxmoxClient.builder()
                .auth(ApiToken.of("svc@pve!panel", Secret.of("c")))
                .host(host);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host: " + Shown.of(host));
    }

    @Test
    void timeout_thatNoSocketKeeps_isRefused() {
        for (Duration odd : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            ProxmoxClient.Builder builder = ProxmoxClient.builder()
                    .auth(ApiToken.of("svc@pve!panel", Secret.of("c")))
                    .host("pve1");
            assertThatThrownBy(builder.readTimeout(odd)::build).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> CallOptions.none().withTimeout(odd)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // callers without its check exist
    void builder_null_isRefusedAtOnceByName() {
        ProxmoxClient.Builder builder = ProxmoxClient.builder();

        assertThatThrownBy(() -> builder.host(null)).hasMessage("host");
        assertThatThrownBy(() -> builder.tls(null)).hasMessage("tls");
        assertThatThrownBy(() -> builder.listener(null)).hasMessage("listener");
        assertThatThrownBy(() -> builder.clock(null)).hasMessage("clock");
    }

    private void attack(Executable start) {
        for (Object[] arguments : combinations(start.getParameterTypes())) {
            tried++;
            Optional<Throwable> failure = call(start, arguments);
            if (failure.isEmpty()) {
                continue;
            }
            refused++;
            if (!(failure.get() instanceof IllegalArgumentException)) {
                problems.add(start + ": " + shortened(failure.get().toString()));
            } else if (String.valueOf(failure.get().getMessage()).isBlank()) {
                problems.add(start + ": refuses without a word");
            }
        }
    }

    private static Optional<Throwable> call(Executable start, Object... arguments) {
        try {
            Object made = start instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) start).invoke(null, arguments);
            // what was taken can be printed
            assertThat(made.toString()).isNotNull();
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(start.toString(), e);
        }
    }

    /** Each value at each place, the others being the same or the last of theirs. */
    private static List<Object[]> combinations(Class<?>... types) {
        List<Object[]> all = new ArrayList<>();
        for (int place = 0; place < types.length; place++) {
            for (Object value : values(types[place])) {
                Object[] arguments = new Object[types.length];
                for (int i = 0; i < types.length; i++) {
                    List<?> values = values(types[i]);
                    arguments[i] = types[i] == types[place] ? value : values.get(values.size() - 1);
                }
                all.add(arguments);
            }
        }
        return all;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }

    private static List<?> values(Class<?> type) {
        return VALUES.getOrDefault(type, List.of());
    }

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
        Path classes = Path.of(ProxmoxClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.');
                if (!name.contains(".internal.") && !name.endsWith("-info")) {
                    types.add(type(name));
                }
            }
        }
        types.removeIf(type -> !Modifier.isPublic(type.getModifiers()));
        return types;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }
}
