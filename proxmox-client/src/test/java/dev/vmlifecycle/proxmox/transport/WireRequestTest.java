package dev.vmlifecycle.proxmox.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireRequestTest {

    @Test
    void encoding_escapesAllButUnreserved() {
        WireRequest request =
                new WireRequest("PUT", "/api2/json/x", List.of(), List.of(Param.of("a;b", "c=d+e f%~")), List.of());

        assertThat(request.encodedForm()).isEqualTo("a%3Bb=c%3Dd%2Be%20f%25~");
        assertThat(request.encodedQuery()).isEmpty();
        assertThat(request.isWrite()).isTrue();
    }

    @Test
    void toString_masksSecretsAndLeavesHeadersOut() {
        WireRequest request = new WireRequest(
                "PUT",
                "/api2/json/x",
                List.of(),
                List.of(Param.of("cipassword", "abc"), Param.of("cores", "2")),
                List.of(new Header("Authorization", "PVEAPIToken=x")));

        assertThat(request).hasToString("PUT /api2/json/x [cipassword=***, cores=2]");
        assertThat(request.headers().get(0)).hasToString("Authorization: ***");
    }

    @Test
    void response_header_ignoresCase() {
        WireResponse response = WireResponse.json(200, "OK", "{}");

        assertThat(response.header("content-type")).contains("application/json;charset=UTF-8");
        assertThat(response.header("date")).isEmpty();
        assertThat(response).hasToString("200 OK (2 bytes)");
    }
}
