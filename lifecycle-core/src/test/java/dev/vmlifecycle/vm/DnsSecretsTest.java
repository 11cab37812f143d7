package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.engine.EngineEvent;
import dev.vmlifecycle.vm.store.LedgerOf;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers that throw what they were configured with: nothing of it reaches a log, an event, a record or a notification. */
class DnsSecretsTest {
    private static final String KEY = "s3cret-api-key";

    static List<TroubledDns.Trouble> leaks() {
        List<Throwable> thrown = List.of(
                new IllegalStateException("GET https://user:" + KEY + "@dns.example/", new RuntimeException(KEY)),
                new IllegalArgumentException(KEY),
                new DnsException(DnsError.of(DnsError.Kind.AUTH, "HTTP 401"), new IllegalStateException(KEY)),
                new AssertionError(KEY),
                new LinkageError(KEY),
                new StackOverflowError(KEY),
                new ServiceConfigurationError(KEY),
                new IOException(KEY));
        return thrown.stream()
                .map(one -> (TroubledDns.Trouble) limits -> {
                    throw DnsSecretsTest.<RuntimeException>sneak(one);
                })
                .toList();
    }

    /** As a provider in a language without checked exceptions would throw. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneak(Throwable what) throws T {
        throw (T) what;
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void key_inWhateverAProviderThrows_isShownNowhere(TroubledDns.Trouble leak) {
        VmWorld world = VmWorld.create();
        TroubledDns dns = new TroubledDns("leaky", world.dns);
        dns.trouble = leak;
        List<EngineEvent> told = new ArrayList<>();
        VmLifecycle host = world.hostWithDns(dns, dns, builder -> builder.listener(told::add));

        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);
        world.clock.advance(Duration.ofHours(7));
        world.settle(host);
        host.resyncDns(VmWorld.KEY, Actor.host());
        world.settle(host);
        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("remove");
        List<Object> shown = new ArrayList<>(told);
        shown.addAll(host.log(VmWorld.KEY));
        shown.addAll(host.events(VmWorld.KEY, 0));
        shown.addAll(host.dnsRepairs(VmWorld.KEY));
        shown.addAll(world.notifications);
        shown.add(world.store.find(VmWorld.KEY.value()).orElseThrow());
        shown.add(world.store.ask(new LedgerOf(VmWorld.KEY.value())));
        assertThat(shown)
                .hasSizeGreaterThan(100)
                .noneMatch(one -> one.toString().contains(KEY));
        assertThat(shown.toString()).contains("fwd ERR", "rev ERR");
    }
}
