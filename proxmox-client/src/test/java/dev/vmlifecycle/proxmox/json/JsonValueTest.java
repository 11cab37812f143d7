package dev.vmlifecycle.proxmox.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.proxmox.RawRequest;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class JsonValueTest {

    private static final String DOCUMENT =
            "{\"text\":\"a \\\"b\\\" \\\\ \\n é\",\"number\":12.50,\"big\":123456789012345678901,"
                    + "\"flag\":true,\"one\":1,\"asText\":\"1\",\"none\":null,\"list\":[1,\"2\",{}],\"empty\":[]}";

    private final JsonValue value = read(DOCUMENT);

    @Test
    void toJson_isTheSameDocument() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();

        assertThat(mapper.readTree(value.toJson())).isEqualTo(mapper.readTree(DOCUMENT));
    }

    @Test
    void scalars_areReadTolerantly() {
        assertThat(value.get("number").flatMap(JsonValue::number)).hasValue(new BigDecimal("12.50"));
        assertThat(value.get("big").flatMap(JsonValue::text)).hasValue("123456789012345678901");
        assertThat(value.get("flag").flatMap(JsonValue::flag)).hasValue(true);
        assertThat(value.get("one").flatMap(JsonValue::flag)).hasValue(true);
        assertThat(value.get("asText").flatMap(JsonValue::flag)).hasValue(true);
        assertThat(value.get("asText").flatMap(JsonValue::number)).hasValue(BigDecimal.ONE);
        assertThat(value.get("text").flatMap(JsonValue::number)).isEmpty();
        assertThat(value.get("text").flatMap(JsonValue::flag)).isEmpty();
    }

    @Test
    void whatIsNotThere_isAbsent() {
        assertThat(value.get("none")).isEmpty();
        assertThat(value.get("missing")).isEmpty();
        assertThat(value.text("list")).isEmpty();
        assertThat(value.items()).isEmpty();
        assertThat(value.get("empty"))
                .hasValueSatisfying(list -> assertThat(list.items()).isEmpty());
        assertThat(value.get("list"))
                .hasValueSatisfying(list -> assertThat(list.items()).hasSize(3));
    }

    @Test
    void toString_holdsNoValues() {
        JsonValue token = read("{\"value\":\"hush-hush\",\"list\":[\"hush-hush\"]}");

        assertThat(token.toString() + token.get("value") + token.get("list")).doesNotContain("hush");
        assertThat(token.toJson()).contains("hush-hush");
    }

    private static JsonValue read(String json) {
        return new ScriptedTransport().data(json).client().request(RawRequest.get("/version"));
    }
}
