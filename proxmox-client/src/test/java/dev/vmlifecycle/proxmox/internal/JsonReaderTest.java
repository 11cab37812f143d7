package dev.vmlifecycle.proxmox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void scalars_areTextsAsTheyCame_flagsAsDigits() throws IOException {
        assertThat(new Scalars(read("{'a':'x','b':12,'c':0.50,'d':true,'e':false,'f':null,'g':'','h':[1],'i':{}}")))
                .containsExactly(
                        Map.entry("a", "x"),
                        Map.entry("b", "12"),
                        Map.entry("c", "0.50"),
                        Map.entry("d", "1"),
                        Map.entry("e", "0"),
                        Map.entry("g", ""))
                .hasSize(6);
    }

    @Test
    void number_beyondLong_keepsItsDigits() throws IOException {
        assertThat(new Scalars(read("{'a':18446744073709551616,'b':-9223372036854775808,'c':1.0E-5}")))
                .containsEntry("a", "18446744073709551616")
                .containsEntry("b", "-9223372036854775808")
                .containsEntry("c", "1.0E-5");
    }

    @Test
    void member_sentTwice_theLastOneCounts() throws IOException {
        assertThat(read("{'a':'x','a':'y'}").get("a")).isEqualTo("y");
    }

    @Test
    void member_whoseNameIsMadeAtRunTime_isFound() throws IOException {
        assertThat(read("{'net0':'x'}").get("net" + Integer.parseInt("0"))).isEqualTo("x");
        assertThat(read("{'net0':'x'}").get("net1")).isNull();
    }

    @Test
    void nesting_ofObjectsAndLists_isKept() throws IOException {
        JsonObject object = read("{'rows':[{'a':1,'b':[]},[2,[3]],null,'x'],'tail':{'deep':{'a':1}}}");

        assertThat(object.get("rows"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(4);
        assertThat(object.get("tail")).isInstanceOf(JsonObject.class);
        assertThat(object.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 47, 48, 49, 200})
    void largeObjects_amongOthers_areKeptApart(int members) throws IOException {
        String large = IntStream.range(0, members)
                .mapToObj(i -> "'k" + i + "':'v" + i + "'")
                .collect(Collectors.joining(",", "{", "}"));

        JsonObject object =
                read("{'first':1,'large':" + large + ",'rows':[" + large + ",{'a':2}," + large + "],'last':'x'}");

        Map<String, String> expected =
                IntStream.range(0, members).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v" + i));
        assertThat(new Scalars((JsonObject) Objects.requireNonNull(object.get("large"))))
                .isEqualTo(expected);
        assertThat(object.get("rows"))
                .asInstanceOf(InstanceOfAssertFactories.list(JsonObject.class))
                .extracting(Scalars::new)
                .containsExactly(
                        new Scalars((JsonObject) Objects.requireNonNull(object.get("large"))),
                        new Scalars(read("{'a':2}")),
                        new Scalars((JsonObject) Objects.requireNonNull(object.get("large"))));
        assertThat(new Scalars(object)).containsOnly(Map.entry("first", "1"), Map.entry("last", "x"));
    }

    @Test
    void texts_thatCollideOrRepeat_stayWhatTheyAre() throws IOException {
        StringBuilder json = new StringBuilder("{'rows':[");
        for (int i = 0; i < 5000; i++) {
            json.append(i == 0 ? "" : ",").append("'t").append(i % 1700).append("'");
        }
        List<?> rows = List.copyOf((List<?>)
                Objects.requireNonNull(read(json.append("]}").toString()).get("rows")));

        assertThat(rows).hasSize(5000);
        for (int i = 0; i < 5000; i++) {
            assertThat(rows.get(i)).isEqualTo("t" + i % 1700);
        }
        // "Aa" and "BB" have one hash
        assertThat(read("{'rows':['Aa','BB','Aa','','\\u00e4\\u20ac']}").get("rows"))
                .isEqualTo(List.of("Aa", "BB", "Aa", "", "\u00e4\u20ac"));
    }

    @Test
    void body_withoutAnObject_isEmpty() throws IOException {
        assertThat(read("").size()).isZero();
        assertThat(read("[1]").size()).isZero();
    }

    @Test
    void body_cutOff_isUndecodableAndNotQuoted() {
        for (String json : List.of("{'data':", "{'data':{'a':'secret", "{'data':[{'a':1},", "{'data':[1", "secret")) {
            WireResponse response = WireResponse.json(200, "OK", json.replace('\'', '"'));

            assertThatThrownBy(() -> Answer.read(new Call("GET", "/version"), Reply.of(response)))
                    .as(json)
                    .isInstanceOf(DecodingException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private static JsonObject read(String json) throws IOException {
        return JsonReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
