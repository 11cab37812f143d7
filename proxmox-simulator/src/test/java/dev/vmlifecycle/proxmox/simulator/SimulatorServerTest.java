package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;

class SimulatorServerTest {

    private final PveSimulator simulator = Api.cluster().build();

    @Test
    void request_overHttps_isAnsweredByTheSimulator() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            HttpResponse<String> response = send(server, "/api2/json/nodes/pve1/qemu/9000/config");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"template\":1");
            assertThat(server.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        }
    }

    @Test
    void error_overHttps_carriesStatusAndClosesTheConnection() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            HttpResponse<String> response = send(server, "/api2/json/nodes/pve1/qemu/4242/config");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.headers().firstValue("Connection")).contains("close");
        }
    }

    @Test
    void fault_droppedConnection_isNoAnswer() {
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            simulator.faults().next("GET", "/version", Fault.dropBeforeEffect());
            simulator.faults().next("GET", "/version", Fault.dropBeforeEffect());

            assertThatThrownBy(() -> send(server, "/api2/json/version")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void controlPage_onlyWhenAsked_listsVmsAndRequests() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            assertThat(send(server, "/control").statusCode()).isEqualTo(501);
        }
        try (SimulatorServer server =
                SimulatorServer.builder(simulator).controlPage().start()) {
            send(server, "/api2/json/version");

            assertThat(send(server, "/control").body()).contains("tmpl9000").contains("GET /version");
        }
    }

    @Test
    void controlPage_listsTasksUnderWayAndEnded() throws Exception {
        Api api = new Api(simulator).withVm(7101);
        simulator.operator().set(7101, "name", "<b>bold</b>");
        try (SimulatorServer server = SimulatorServer.builder(simulator)
                .clock(() -> api.now)
                .controlPage()
                .start()) {
            api.call("POST", "/nodes/pve1/qemu/7101/status/start");

            String page = send(server, "/control").body();

            assertThat(page.substring(page.indexOf("Tasks under way"), page.indexOf("Tasks ended lately")))
                    .contains("qmstart", "7101")
                    .doesNotContain("qmclone");
            assertThat(page.substring(page.indexOf("Tasks ended lately"), page.indexOf("Latest requests")))
                    .contains("qmclone", "<td>OK</td>")
                    .doesNotContain("qmstart");
            assertThat(page).contains("&lt;b&gt;bold").doesNotContain("<b>");
        }
    }

    private static HttpResponse<String> send(SimulatorServer server, String path)
            throws IOException, InterruptedException {
        SSLContext trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(server.certificate())
                .build()
                .sslContext();
        HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
        URI uri = URI.create("https://localhost:" + server.uri().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "PVEAPIToken=root@pam!sim=" + Api.SECRET)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
