package dev.vmlifecycle.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxOwnersTest {

    @TempDir
    private Path proc;

    @BeforeEach
    void kernel() throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "boot-1\n");
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[4026531836]"));
        process(7, "S", 100);
        process(8, "R", 200);
    }

    private void process(int pid, String state, int startTime) throws IOException {
        Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(
                proc.resolve(pid + "/stat"),
                pid + " (java) x) " + state + " 1".repeat(18) + " " + startTime + " 4711 12\n");
    }

    private LinuxOwners process(int pid) {
        return new LinuxOwners(proc, pid);
    }

    @Test
    void livingProcess_isNotDead() {
        String seven = process(7).self();

        assertThat(seven).contains(":7@boot-1/4026531836/100");
        assertThat(process(8).isDead(seven)).isFalse();
    }

    @Test
    void processThatIsGone_orAZombie_orAnotherOfThatNumber_isDead() throws IOException {
        String seven = process(7).self();

        process(7, "Z", 100);
        assertThat(process(8).isDead(seven)).isTrue();
        process(7, "S", 101);
        assertThat(process(8).isDead(seven)).isTrue();
        Files.delete(proc.resolve("7/stat"));
        assertThat(process(8).isDead(seven)).isTrue();
    }

    @Test
    void processElsewhere_isNeverKnownDead() throws IOException {
        String seven = process(7).self();
        Files.delete(proc.resolve("7/stat"));

        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "boot-2\n");
        assertThat(process(8).isDead(seven)).as("another boot or host").isFalse();
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "boot-1\n");
        Files.delete(proc.resolve("self/ns/pid"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[4026532999]"));
        assertThat(process(8).isDead(seven)).as("another container").isFalse();
    }

    @Test
    void withoutProc_orWithAForeignText_nobodyIsKnownDead() {
        LinuxOwners other = new LinuxOwners(proc.resolve("none"), 9);

        assertThat(other.self()).endsWith(":9");
        assertThat(other.isDead(process(7).self())).isFalse();
        for (String text : new String[] {"", "host:7", "@/", "host:x@boot-1/4026531836/100", "7@boot-1/4026531836/1"}) {
            assertThat(process(8).isDead(text)).as(text).isFalse();
        }
    }

    @Test
    void thisMachine_knowsThisProcessAlive() {
        assumeTrue(Files.exists(Path.of("/proc/self/ns/pid")), "no /proc here (expected: Linux)");
        LinuxOwners real = LinuxOwners.system();

        assertThat(real.self()).contains("@");
        assertThat(real.isDead(real.self())).isFalse();
    }
}
