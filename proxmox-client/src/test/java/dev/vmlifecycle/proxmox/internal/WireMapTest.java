package dev.vmlifecycle.proxmox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireMapTest {

    private final WireMap map = WireMap.of(Map.of(
            "size", "12.9", "odd", "twelve", "nan", "NaN", "negative", "-1", "empty", "", "zero", "0", "on", "true"));

    @Test
    void number_unreadable_isAbsentAndItsTextWithinReach() {
        assertThat(map.integer("size")).contains(12L);
        assertThat(map.decimal("size")).hasValue(12.9);
        assertThat(map.integer("odd")).isEmpty();
        assertThat(map.decimal("nan")).isEmpty();
        assertThat(map.get("odd")).contains("twelve");
        assertThat(map.bytes("negative")).contains(ByteSize.ofBytes(0));
    }

    @Test
    void number_beyondItsType_isAbsentAtOnce() {
        WireMap odd = WireMap.of(Map.of(
                "huge",
                "1e999999999",
                "tiny",
                "1e-999999999",
                "most",
                "9223372036854775807",
                "more",
                "9223372036854775808"));

        assertThat(odd.integer("huge")).isEmpty();
        assertThat(odd.integer("tiny")).contains(0L);
        assertThat(odd.integer("most")).contains(Long.MAX_VALUE);
        assertThat(odd.integer("more")).isEmpty();
        assertThat(odd.instant("most")).isEmpty();
        assertThat(odd.get("huge")).contains("1e999999999");
    }

    @Test
    void absentEmptyAndZero_areToldApart() {
        assertThat(map.get("empty")).contains("");
        assertThat(map.text("empty")).isEmpty();
        assertThat(map.flag("zero")).contains(false);
        assertThat(map.flag("gone")).isEmpty();
        assertThat(map.isSet("on")).isTrue();
        assertThat(map.instant("zero")).isEmpty();
        assertThat(map.words("gone")).isEmpty();
    }

    @Test
    void paramList_aNameOccursOnce_atItsFirstPlace() {
        ParamList params = ParamList.of(Param.of("a", "1"), Param.of("b", "2")).and("a", 3);

        assertThat(params.list()).containsExactly(Param.of("a", "3"), Param.of("b", "2"));
        assertThat(params.without("a").array()).containsExactly(Param.of("b", "2"));
    }

    @Test
    void paramList_merged_keepsSecretsSecret() {
        Param secret = Param.secret("key", Secret.of("hush"));

        ParamList params = ParamList.of(Param.of("key", "open")).and(List.of(secret, Param.of("other", "1")));

        assertThat(params.list()).containsExactly(secret, Param.of("other", "1"));
        assertThat(params).asString().doesNotContain("hush");
    }
}
