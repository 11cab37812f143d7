package dev.vmlifecycle.proxmox.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.ServerVersion;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final String CONFIG = "/nodes/{node}/qemu/{vmid}/config";

    private static final Catalogue CATALOGUE = Catalogue.parse(Stream.of(
            "# a comment",
            "PUT " + CONFIG,
            " digest text ..40 until=7.4",
            " digest text ..64 since=8.4",
            " ciupgrade boolean since=8.4",
            " net[n] text",
            " smbios1 text",
            "PUT /pools since=8.4",
            " poolid! text"));

    @Test
    void parameter_whoseTypeChanged_isKnownToAllLines() {
        assertThat(CATALOGUE.parameter("PUT", CONFIG, "digest"))
                .hasValueSatisfying(span -> assertThat(span.isWhole()).isTrue());
    }

    @Test
    void parameter_newerThanTheOldestLine_saysSo() {
        assertThat(CATALOGUE.parameter("PUT", CONFIG, "ciupgrade")).contains(new Span(ApiLine.V8_4, ApiLine.V9));
    }

    @Test
    void parameter_withANumber_isFoundUnderItsIndexedName() {
        assertThat(CATALOGUE.parameter("PUT", CONFIG, "net12")).isPresent();
        assertThat(CATALOGUE.parameter("PUT", CONFIG, "smbios1")).isPresent();
        assertThat(CATALOGUE.parameter("PUT", CONFIG, "smbios2")).isEmpty();
    }

    @Test
    void parameter_ofAnotherMethodOrEndpoint_isUnknown() {
        assertThat(CATALOGUE.parameter("POST", CONFIG, "digest")).isEmpty();
        assertThat(CATALOGUE.parameter("PUT", "/pools", "digest")).isEmpty();
        assertThat(CATALOGUE.parameter("PUT", "/pools", "poolid")).isPresent();
    }

    @Test
    void endpoint_newerThanTheOldestLine_saysSo() {
        assertThat(CATALOGUE.endpoint("PUT", "/pools")).contains(new Span(ApiLine.V8_4, ApiLine.V9));
        assertThat(CATALOGUE.endpoint("GET", "/pools")).isEmpty();
    }

    @Test
    void parse_parameterWithoutEndpoint_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.parse(Stream.of(" poolid text")))
                .withMessageContaining("poolid");
    }

    @Test
    void shipped_knowsWhatTheClientSends() {
        assertThat(Catalogue.shipped().size()).isGreaterThanOrEqualTo(187);
        assertThat(Catalogue.shipped().parameter("POST", "/nodes/{node}/qemu/{vmid}/status/stop", "overrule-shutdown"))
                .contains(new Span(ApiLine.V8_4, ApiLine.V9));
    }

    @ParameterizedTest
    @CsvSource({
        "7.4, 9, 7.3, UNSURE",
        "7.4, 9, 7.4-3, YES",
        "7.4, 9, 8.0, YES",
        "7.4, 9, 10.1, YES",
        "8.4, 9, 7.3, NO",
        "8.4, 9, 7.4, NO",
        "8.4, 9, 8.1, UNSURE",
        "8.4, 9, 8.4.1, YES",
        "8.4, 9, 9.0, YES",
        "9, 9, 8.4, NO",
        "9, 9, 9.0.3, UNSURE",
        "9, 9, 9.1, YES",
        "9, 9, 9.2, YES",
        "7.4, 8.4, 8.2, YES",
        "7.4, 8.4, 8.9, YES",
        "7.4, 8.4, 9.0, NO",
        "7.4, 8.4, 9.1.2, NO",
        "7.4, 8.4, 11.0, NO"
    })
    void span_onAServer_saysWhatTheLinesNextToItSay(String since, String until, String server, Support expected) {
        Span span = new Span(ApiLine.parse(since), ApiLine.parse(until));

        assertThat(span.on(ServerVersion.parse(server))).isEqualTo(expected);
    }

    @Test
    void line_unknown_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiLine.parse("6.4"))
                .withMessageContaining("6.4");
    }
}
