package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.UnsupportedByServerException;
import dev.vmlifecycle.proxmox.pool.Pool;
import dev.vmlifecycle.proxmox.pool.PoolSummary;
import dev.vmlifecycle.proxmox.pool.PoolUpdate;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolsTest {

    private static final PoolId CUST = PoolId.of("cust1");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Pools pools = transport.client().pools();

    @Test
    void flatPool_goesByThePathAllVersionsKnow() {
        transport
                .serverVersion("8.4.1")
                .data("{\"comment\":\"c\",\"members\":[{\"id\":\"qemu/603\",\"type\":\"qemu\",\"vmid\":603,"
                        + "\"node\":\"pve1\",\"status\":\"unknown\"},{\"id\":\"storage/pve1/local\",\"type\":\"storage\","
                        + "\"storage\":\"local\"}]}")
                .data("null")
                .data("null");

        Pool pool = pools.get(CUST);
        assertThat(sent()).isEqualTo("GET /api2/json/pools/cust1 []");
        assertThat(pool.comment()).contains("c");
        assertThat(pool.members().get(0).vmid()).contains(Vmid.of(603));
        assertThat(pool.members().get(1).storage()).contains(StorageId.of("local"));

        pools.update(CUST, PoolUpdate.add(Vmid.of(100), Vmid.of(101)).moving());
        assertThat(sent()).isEqualTo("PUT /api2/json/pools/cust1 [vms=100,101, allow-move=1]");
        pools.delete(CUST);
        assertThat(sent()).isEqualTo("DELETE /api2/json/pools/cust1 []");
    }

    @Test
    void nestedPool_goesByTheParameter() {
        PoolId nested = PoolId.of("cust1/web");
        transport
                .serverVersion("8.4.1")
                .data("[{\"poolid\":\"cust1/web\",\"members\":[]}]")
                .data("null")
                .data("null")
                .data("[]");

        assertThat(pools.get(nested).members()).isEmpty();
        assertThat(sent()).isEqualTo("GET /api2/json/pools [poolid=cust1/web]");
        pools.update(nested, PoolUpdate.remove(StorageId.of("local")));
        assertThat(sent()).isEqualTo("PUT /api2/json/pools [poolid=cust1/web, storage=local, delete=1]");
        pools.delete(nested);
        assertThat(sent()).isEqualTo("DELETE /api2/json/pools [poolid=cust1/web]");
        assertThatThrownBy(() -> pools.get(nested)).isInstanceOf(DecodingException.class);
    }

    @Test
    void nestedPool_olderServer_isRefused() {
        transport.serverVersion("7.4-3");

        assertThatThrownBy(() -> pools.delete(PoolId.of("cust1/web"))).isInstanceOf(UnsupportedByServerException.class);
        assertThat(transport.requests).isEmpty();
    }

    @Test
    void listCreateComment() {
        transport
                .data("[{\"poolid\":\"cust1\",\"comment\":\"c\"},{\"poolid\":\"x\"}]")
                .data("null")
                .data("null");

        assertThat(pools.list())
                .containsExactly(
                        new PoolSummary(CUST, Optional.of("c")), new PoolSummary(PoolId.of("x"), Optional.empty()));
        pools.create(CUST);
        assertThat(sent()).isEqualTo("POST /api2/json/pools [poolid=cust1]");
        pools.update(CUST, PoolUpdate.comment("d"));
        assertThat(sent()).isEqualTo("PUT /api2/json/pools/cust1 [comment=d]");
    }

    @Test
    void get_missing_isNotFound() {
        transport.answer(500, "pool 'nopool' does not exist", "{\"data\":null}");

        assertThatThrownBy(() -> pools.get(PoolId.of("nopool"))).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/", "/a", "a/b/c/d", "..", "a/../b", "a/."})
    void poolId_malformed_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PoolId.of(text));
    }

    private String sent() {
        return transport.last().toString();
    }
}
