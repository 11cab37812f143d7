package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineEvent;
import dev.vmlifecycle.proxmox.simulator.RecordedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many requests a full deploy makes, by step, polls of tasks and of the power state apart. */
class DeployCallsTest {
    private static final int MOST = 30;

    private final VmWorld world = VmWorld.create();
    private final Map<String, List<String>> calls = new LinkedHashMap<>();
    private final List<String> polls = new ArrayList<>();
    private int seen;

    @Test
    void fullDeploy_makesFewCalls() {
        VmLifecycle host = world.builder().listener(this::on).build();
        host.deploy(DeployRequest.of(
                        VmWorld.KEY,
                        VmWorld.FQDN,
                        VmWorld.small().toBuilder().ipv4(2).ipv6(2).build(),
                        VmWorld.onto("pve1", CloneMode.FULL))
                .access(new GuestAccess("walk", List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINiw key1@walk"))));
        world.settle(host);

        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");
        int count = calls.values().stream().mapToInt(List::size).sum();
        System.out.printf("COUNT api-calls-per-deploy %d <=%d (and %d polls)%n", count, MOST, polls.size());
        calls.forEach((step, made) -> System.out.println("  " + step + ": " + made.size() + " " + made));
        assertThat(count).isLessThanOrEqualTo(MOST);
    }

    private void on(EngineEvent event) {
        if (event instanceof EngineEvent.StepRecorded recorded) {
            List<RecordedRequest> all = world.sim.requests().all();
            String label = recorded.line().label();
            for (RecordedRequest request : all.subList(seen, all.size())) {
                String text = request.method() + " " + request.path().replaceFirst("/api2/json", "");
                if (text.matches("GET .*/tasks/.*") || text.matches("GET .*/status/current")) {
                    polls.add(text);
                } else {
                    calls.computeIfAbsent(label, any -> new ArrayList<>()).add(text);
                }
            }
            seen = all.size();
        }
    }
}
