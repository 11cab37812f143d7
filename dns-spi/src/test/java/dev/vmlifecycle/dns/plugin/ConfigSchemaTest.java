package dev.vmlifecycle.dns.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.plugin.ConfigFault.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {

    private static final String KEY = "s3cr3t-Key/+=";
    private static final ConfigSchema SCHEMA = ConfigSchema.of(
            "test",
            ConfigField.required("url", "Address", ConfigKind.URL),
            ConfigField.required("api-key", "Key", ConfigKind.SECRET).withHint("From the server's file."),
            ConfigField.optional("server", "Server", ConfigKind.TEXT).withFallback("localhost"),
            ConfigField.optional("timeout", "Time", ConfigKind.SECONDS),
            ConfigField.optional("notify", "Notify", ConfigKind.FLAG));

    @Test
    void check_everyFault_isToldAtOnceAndWithoutValues() {
        Map<String, String> values =
                Map.of("url", "ftp://x", "api-key", " ", "timeout", "0", "notify", "yes", "tokn", KEY, KEY, "x");

        List<ConfigFault> faults = SCHEMA.check(values);

        assertThat(faults)
                .extracting(fault -> fault.key() + " " + fault.problem())
                .containsExactly(
                        "url INVALID",
                        "api-key MISSING",
                        "timeout INVALID",
                        "notify INVALID",
                        "a key not shown UNKNOWN",
                        "tokn UNKNOWN");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SCHEMA.bind(values))
                .satisfies(e -> assertThat(e.faults()).isEqualTo(faults))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("url", "api-key", "timeout")
                        .doesNotContain(KEY));
    }

    @Test
    void bind_goodValues_areTypedAndMasked() {
        ProviderConfig config = SCHEMA.bind(
                Map.of("url", "https://ns1.example.net:8081/x", "api-key", KEY, "timeout", "15", "notify", "true"));

        assertThat(config.url("url")).isEqualTo(URI.create("https://ns1.example.net:8081/x"));
        assertThat(config.text("server")).isEqualTo("localhost");
        assertThat(config.seconds("timeout")).contains(Duration.ofSeconds(15));
        assertThat(config.flag("notify")).isTrue();
        assertThat(config.secret("api-key").reveal()).isEqualTo(KEY);
        assertThat(config.secrets()).containsExactly(ProviderSecret.of(KEY));
        assertThat(config.toString()).contains("ns1.example.net", "api-key=***").doesNotContain(KEY);
    }

    @Test
    void config_wrongQuestion_isRefused() {
        ProviderConfig config = SCHEMA.bind(Map.of("url", "https://x", "api-key", KEY));

        assertThat(config.seconds("timeout")).isEmpty();
        assertThat(config.flag("notify")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> config.text("api-key"));
        assertThatIllegalArgumentException().isThrownBy(() -> config.secret("url"));
        assertThatIllegalArgumentException().isThrownBy(() -> config.find("nothing"));
        assertThatIllegalArgumentException().isThrownBy(() -> config.text("timeout"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "https://", "https://u:p@host", "https://host?key=1", "https://host#f", "https://a b"})
    void url_thatCouldHideACredentialOrIsNone_isRefused(String url) {
        assertThat(SCHEMA.check(Map.of("url", url, "api-key", KEY)))
                .containsExactly(
                        new ConfigFault("url", Problem.INVALID, "http:// or https://, a host, and a path at most"));
    }

    @ParameterizedTest
    @CsvSource({"Url", "a b", "-a", "''"})
    void field_malformedKey_isRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConfigField.required(key, "X", ConfigKind.TEXT));
    }

    @Test
    void field_fallbackOfSecretOrRequired_isRefused() {
        assertThatThrownBy(() -> ConfigField.required("a", "A", ConfigKind.TEXT).withFallback("x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> ConfigField.optional("a", "A", ConfigKind.SECRET).withFallback("x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfigField.optional("a", "A", ConfigKind.FLAG).withFallback("x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfigSchema.of(
                        "t",
                        ConfigField.optional("a", "A", ConfigKind.TEXT),
                        ConfigField.optional("a", "A", ConfigKind.TEXT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void redactor_everySpelling_isMasked() {
        Redactor redactor = Redactor.of(List.of(ProviderSecret.of(KEY)));

        assertThat(redactor.clean("a " + KEY + " b s3cr3t-Key%2F%2B%3D c czNjcjN0LUtleS8rPQ== d"))
                .isEqualTo("a *** b *** c *** d");
        assertThat(redactor.clean("one\r\ntwo")).isEqualTo("one two");
        assertThat(redactor.clean("x".repeat(1000))).hasSizeLessThan(310);
        assertThat(redactor + " " + ProviderSecret.of(KEY)).isEqualTo("Redactor ***");
        assertThat(Redactor.of(List.of()).clean("x")).isEqualTo("x");
    }

    @Test
    void secret_blankOrWithControlCharacters_isRefusedWithoutBeingShown() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProviderSecret.of(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderSecret.of("abc\ndef"))
                .withMessageNotContaining("abc");
        assertThat(ProviderSecret.of("a"))
                .isNotEqualTo(ProviderSecret.of("b"))
                .hasSameHashCodeAs(ProviderSecret.of("a"));
        assertThat(Optional.of(ProviderSecret.of("a"))).contains(ProviderSecret.of("a"));
    }
}
