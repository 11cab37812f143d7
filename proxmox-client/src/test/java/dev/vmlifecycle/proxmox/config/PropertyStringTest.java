package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyStringTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "local:100/vm-100-disk-0.raw,size=2G",
                "virtio=BC:24:11:00:00:01,bridge=vmbr0,firewall=1",
                "order=scsi0;ide2;net0",
                "a,,b",
                "serial=x=y=,cache=none",
                ",size=1G"
            })
    void parseAndPrint_isIdentity(String text) {
        assertThat(PropertyString.parse(text)).hasToString(text);
    }

    @Test
    void parseAndPrint_anyText_isIdentity() {
        Random random = new Random(20261123);
        String alphabet = "ab=,;: 1%é";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(PropertyString.parse(text.toString())).hasToString(text.toString());
        }
    }

    @Test
    void with_presentKey_changesOnlyIt() {
        PropertyString text = PropertyString.parse("local:1,size=2G,odd=1,cache=none");

        assertThat(text.with("odd", "2")).hasToString("local:1,size=2G,odd=2,cache=none");
        assertThat(text).hasToString("local:1,size=2G,odd=1,cache=none");
    }

    @Test
    void with_newKey_appends() {
        assertThat(PropertyString.parse("local:1").with("ssd", "1")).hasToString("local:1,ssd=1");
        assertThat(PropertyString.parse("").with("ssd", "1")).hasToString("ssd=1");
    }

    @Test
    void without_removesOnlyTheKey() {
        assertThat(PropertyString.parse("local:1,size=2G,odd=1").without("size"))
                .hasToString("local:1,odd=1");
        assertThat(PropertyString.parse("size=2G").without("size")).hasToString("");
    }

    @Test
    void bare_onlyTheLeadingValueCounts() {
        assertThat(PropertyString.parse("local:1,size=2G").bare()).contains("local:1");
        assertThat(PropertyString.parse("size=2G,local:1").bare()).isEmpty();
        assertThat(PropertyString.parse("a=1").withBare("x")).hasToString("x,a=1");
        assertThat(PropertyString.parse("y,a=1").withBare("x")).hasToString("x,a=1");
    }

    @Test
    void with_comma_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PropertyString.parse("a=1").with("a", "1,b=2"))
                .withMessageContaining("no comma");
    }
}
