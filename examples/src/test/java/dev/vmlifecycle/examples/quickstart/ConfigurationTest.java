package dev.vmlifecycle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.examples.config.ConnectionKeys;
import dev.vmlifecycle.examples.config.Keys;
import dev.vmlifecycle.examples.config.SecretKeys;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.vm.PackageSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final Path SAMPLE = Path.of("quickstart.properties");

    @TempDir
    private Path dir;

    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            Map.of("PVE_TOKEN_SECRET", "s3cret-of-the-token"));

    @Test
    void sample_isReadWithoutFault() {
        Configuration configuration = Configuration.ofFile(SAMPLE, console);

        assertThat(configuration.connection().orElseThrow().hosts())
                .containsExactly("pve1.example.net", "pve2.example.net");
        Order order = configuration.order();
        assertThat(order.request().key()).hasToString("42");
        assertThat(order.pools()).hasSize(2);
        assertThat(order.zones()).hasSize(3);
        assertThat(PackageText.of(order.request().pkg()))
                .isEqualTo("cores 2, sockets 1, memory 1G, system disk 10G (iops 500/500, MB/s unlimited/unlimited),"
                        + " additional disk 4G (iops unlimited/unlimited, MB/s 50/50), IPv4 1, IPv6 1, rate 100,"
                        + " firewall on");
        assertThat(PackageText.of(order.changed()))
                .isEqualTo("cores 2, sockets 1, memory 2G, system disk 12G (iops 500/500, MB/s unlimited/unlimited),"
                        + " additional disk 4G (iops unlimited/unlimited, MB/s 50/50), IPv4 2, IPv6 1, rate 100,"
                        + " firewall on");
        assertThat(configuration.toString()).doesNotContain("s3cret");
    }

    @Test
    void sample_mentionsEveryKey() throws IOException {
        List<String> lines = Files.readAllLines(SAMPLE);
        Keys keys = Keys.of("sample", lines);
        SecretKeys secrets = new SecretKeys(keys, console);
        assertThat(new ConnectionKeys(keys, secrets).read()).isPresent();
        assertThat(new OrderKeys(keys, secrets).read()).isPresent();

        Set<String> known = keys.known();

        assertThat(known)
                .hasSizeGreaterThan(60)
                .allSatisfy(key -> assertThat(lines)
                        .anyMatch(line -> line.matches("(# )?" + java.util.regex.Pattern.quote(key) + " = .+")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool.v4.network|192.0.2.0/33|a network without host bits, such as 192.0.2.0/24",
                "pool.v4.network|192.0.2.7/24|a network without host bits, such as 192.0.2.0/24",
                "pool.v6.network|192.0.2.0/24|a network without host bits, such as 2001:db8::/64",
                "pool.v4.range|192.0.2.9|first-last, two addresses of the pool's family",
                "package.memory|lots|a size such as 2G or 1024M",
                "package.rate|0|a number above 0, or unlimited",
                "package.firewall|yes|on or off",
                "vmids|5000|first-last, such as 5000-5999",
                "templates|pve1|VMID@node with commas between, such as 9000@pve1",
                "clone|copy|full or linked",
                "fqdn|vm_42|a host name such as vm42.example.com",
                "tls.fingerprint|AA:BB|the SHA-256 of the server's certificate, 64 hex digits with or without colons",
                "token|root|name@realm!token, for example panel@pve!lifecycle",
                "token.secret.env|UNSET|a set environment variable"
            })
    void malformedValue_isToldWithKeyValueAndExpectation(String key, String value, String expected) throws IOException {
        List<String> lines = sampleWithout(key);
        lines.add(key + " = " + value);

        assertFaults(lines, "line " + lines.size() + ": " + key + ": \"" + value + "\" (expected: " + expected + ")");
    }

    @ParameterizedTest
    @CsvSource({"hosts", "token", "service", "node", "templates", "storage", "bridge", "vmids", "package.memory"})
    void missingKey_isTold(String key) throws IOException {
        assertFaults(sampleWithout(key), "quickstart.properties: " + key + ": missing (expected: ");
    }

    @ParameterizedTest
    @CsvSource({"token, panel@pve!x=SECRET-leaked", "token.secret.env, my-SECRET-pasted-here"})
    void secretInTheWrongPlace_isNotRepeated(String key, String value) throws IOException {
        List<String> lines = sampleWithout(key);
        lines.add(key + " = " + value);
        Path file = Files.write(dir.resolve("quickstart.properties"), lines);

        assertThatThrownBy(() -> Configuration.ofFile(file, console))
                .hasMessageContaining(key + ": ")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void unknownAndRepeatedKeys_areToldTogether() throws IOException {
        List<String> lines = sampleWithout("none");
        lines.add("package.colour = red");
        lines.add("service = 43");
        lines.add("nonsense");

        assertFaults(
                lines,
                "package.colour: unknown key (expected: one of package.cores, ",
                "key service again (expected: each key once, it stands on line ",
                "no \"=\" (expected: key = value, or # comment)");
    }

    @Test
    void rangeOutsideTheNetwork_isTold() throws IOException {
        List<String> lines = sampleWithout("pool.v4.range");
        lines.add("pool.v4.range = 198.51.100.1-198.51.100.9");

        assertFaults(lines, "pool.v4", "198.51.100.1-198.51.100.9 (expected: inside 192.0.2.0/24)");
    }

    @Test
    void change_overridesOnlyWhatItNames() throws IOException {
        List<String> lines = sampleWithout("change.memory");
        lines.add("change.system.iops.read = unlimited");
        lines.add("change.extra.disk = 8G");

        PackageSpec changed =
                Configuration.ofFile(write(lines), console).order().changed();

        assertThat(PackageText.of(changed))
                .isEqualTo("cores 2, sockets 1, memory 1G, system disk 12G (iops unlimited/500, MB/s"
                        + " unlimited/unlimited), additional disk 8G (iops unlimited/unlimited, MB/s 50/50), IPv4 2,"
                        + " IPv6 1, rate 100, firewall on");
    }

    private void assertFaults(List<String> lines, String... parts) throws IOException {
        Path file = write(lines);
        assertThatThrownBy(() -> Configuration.ofFile(file, console))
                .isInstanceOf(CommandFailure.class)
                .message()
                .contains(parts);
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(dir.resolve("quickstart.properties"), lines);
    }

    private static List<String> sampleWithout(String key) throws IOException {
        return new java.util.ArrayList<>(Files.readAllLines(SAMPLE).stream()
                .filter(line -> !line.startsWith(key + " ="))
                .toList());
    }
}
