package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.json.JsonNull;
import dev.vmlifecycle.proxmox.json.JsonValue;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawRequestTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ProxmoxClient client = transport.client();

    @Test
    void get_readsWhateverComes() {
        transport.data("[{\"id\":\"quorum\",\"quorate\":1,\"status\":\"OK\",\"node\":null}]");

        JsonValue answer = client.request(RawRequest.get("/cluster/ha/status/current"));

        JsonValue row = answer.items().get(0);
        assertThat(row.text("id")).hasValue("quorum");
        assertThat(row.get("quorate").flatMap(JsonValue::flag)).hasValue(true);
        assertThat(row.get("node")).isEmpty();
    }

    @Test
    void parameters_travelWhereTheServerTakesThem() {
        transport.data("null").data("null");

        client.request(RawRequest.put("/nodes/{node}/dns", "pve1").param("search", "example.com"));
        WireRequest put = transport.last();
        JsonValue nothing =
                client.request(RawRequest.delete("/pools/{poolid}", "a b").flag("force", true));
        WireRequest delete = transport.last();

        assertThat(put.path()).isEqualTo("/api2/json/nodes/pve1/dns");
        assertThat(put.form()).containsExactly(Param.of("search", "example.com"));
        assertThat(delete.path()).isEqualTo("/api2/json/pools/a%20b");
        assertThat(delete.query()).containsExactly(Param.flag("force", true));
        assertThat(nothing).isEqualTo(new JsonNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "nodes",
                "//nodes",
                "/nodes/",
                "/nodes/..",
                "/nodes/./x",
                "/nodes?x=1",
                "/a%2Fb",
                "/a b",
                "/{}",
                "/a#b",
                "https://elsewhere/"
            })
    void template_thatIsNoPath_isRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RawRequest.get(template))
                .withMessageContaining("path: '" + template + "'");
    }

    @Test
    void values_notOneForEachPlaceholder_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RawRequest.get("/nodes/{node}"));
        assertThatIllegalArgumentException().isThrownBy(() -> RawRequest.get("/nodes/{node}", "a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void value_thatWouldChangeThePath_isRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> RawRequest.get("/pools/{poolid}", value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.node(NodeName.of("pve1"))
                        .qemu(Vmid.of(100))
                        .firewall()
                        .ipSets()
                        .delete(value));
        assertThat(transport.requests).isEmpty();
    }

    @Test
    void value_withSlashes_staysOneSegment() {
        transport.data("null");

        client.request(RawRequest.get("/pools/{poolid}", "a/../b"));

        assertThat(transport.last().path()).isEqualTo("/api2/json/pools/a%2F..%2Fb");
    }

    @Test
    void answer_withoutJson_isUndecodable() {
        transport.answer(200, "OK", "<html>");

        assertThatThrownBy(() -> client.request(RawRequest.get("/version"))).isInstanceOf(DecodingException.class);
    }

    @Test
    void toString_tellsNamesOnly() {
        RawRequest request = RawRequest.post("/access/users/{userid}/token/{tokenid}", "a@pve", "x")
                .param("comment", "in confidence")
                .secret("key", Secret.of("hush-hush"));

        assertThat(request).hasToString("POST /access/users/{userid}/token/{tokenid} [comment, key]");
    }
}
