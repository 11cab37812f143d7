package dev.vmlifecycle.proxmox.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path SOURCE = Path.of("src/test/java/dev/vmlifecycle/proxmox/readme/HelloPve.java");
    private static final String UPID = "UPID:pve1:000011C0:0003CD8C:6B044A40:qmstart:101:svc@pve!panel:";

    @Test
    void javaBlock_isTheCodeOfHelloPve() throws IOException {
        Matcher block =
                Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));

        assertThat(block.find()).isTrue();
        assertThat(block.group(1)).isEqualTo(source());
        assertThat(block.group(1).lines()).hasSizeLessThanOrEqualTo(11);
    }

    @Test
    void helloPve_changesAndStartsAVm() throws InterruptedException {
        List<String> log = new ArrayList<>();
        try (TlsServer server = new TlsServer()) {
            server.data("null");
            server.data("\"" + UPID + "\"");
            server.data("{\"status\":\"stopped\",\"exitstatus\":\"OK\",\"upid\":\"" + UPID + "\"}");
            server.data("[{\"n\":1,\"t\":\"generating cloud-init ISO\"},{\"n\":2,\"t\":\"TASK OK\"}],\"total\":2");
            server.data("{\"status\":\"running\",\"qmpstatus\":\"running\",\"vmid\":101,\"uptime\":1}");

            VmStatus status = HelloPve.run(
                    Secret.of(TlsServer.SECRET), Tls.fingerprint(server.fingerprint()), log::add, server.host());

            assertThat(status.isUp()).isTrue();
            assertThat(log).containsExactly("generating cloud-init ISO", "TASK OK");
            assertThat(server.take().getTarget()).isEqualTo("/api2/json/nodes/pve1/qemu/101/config");
            assertThat(server.take().getTarget()).isEqualTo("/api2/json/nodes/pve1/qemu/101/status/start");
        }
    }

    private static String source() throws IOException {
        String text = Files.readString(SOURCE);
        int begin = text.indexOf('\n', text.indexOf("// README: begin")) + 1;
        int end = text.lastIndexOf('\n', text.indexOf("// README: end")) + 1;
        return text.substring(begin, end).stripTrailing().stripIndent() + "\n";
    }
}
