package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Series of figures. Up to 8.4 every time frame has 70 rows, 9 keeps finer ones; rows without data have the time only. */
final class RrdCalls {

    private static final Map<String, Grid> UP_TO_8 = Map.of(
            "hour", new Grid(70, 60),
            "day", new Grid(70, 1_800),
            "week", new Grid(70, 10_800),
            "month", new Grid(70, 43_200),
            "year", new Grid(70, 604_800));
    private static final Map<String, Grid> SINCE_9 = Map.of(
            "hour", new Grid(60, 60),
            "day", new Grid(1_440, 60),
            "week", new Grid(336, 1_800),
            "month", new Grid(1_440, 1_800),
            "year", new Grid(1_440, 21_600),
            "decade", new Grid(570, 604_800));

    private RrdCalls() {}

    private record Grid(int rows, long stepSeconds) {}

    static void routes(Routes on) {
        on.on("GET /nodes/{node}/qemu/{vmid}/rrddata", RrdCalls::guest);
        on.on("GET /nodes/{node}/storage/{storage}/rrddata", RrdCalls::storage);
        on.on("GET /nodes/{node}/rrddata", RrdCalls::node);
    }

    private interface Filler {
        void fill(ObjectNode row, long fromMs, long toMs);
    }

    private static Reply series(Call call, Filler filler) {
        boolean fine = call.world().cluster.version().major() >= 9;
        Grid grid = (fine ? SINCE_9 : UP_TO_8).get(call.param("timeframe"));
        if (grid == null) {
            throw ApiError.param("timeframe", "property is missing and it is not optional");
        }
        long last = call.world().now() / 1000 / grid.stepSeconds() * grid.stepSeconds();
        ArrayNode rows = Reply.array();
        for (int i = grid.rows() - 1; i >= 0; i--) {
            long time = last - i * grid.stepSeconds();
            filler.fill(rows.addObject().put("time", time), (time - grid.stepSeconds()) * 1000, time * 1000);
        }
        return Reply.of(rows);
    }

    private static Reply guest(Call call) {
        RrdHistory history = call.world().state.rrd.get(call.vmid());
        if (history == null) {
            String file = (call.world().cluster.version().major() >= 9 ? "pve-vm-9.0/" : "pve2-vm/") + call.vmid();
            throw ApiError.die("RRD error: rrdcached@unix:/var/run/rrdcached.sock: rrd_fetch_r failed: opening"
                    + " '/var/lib/rrdcached/db/" + file + "': No such file or directory");
        }
        boolean memhost = call.world().cluster.version().major() >= 9;
        boolean peaks = call.param("cf").equals("MAX");
        return series(call, (row, from, to) -> {
            Span span = new Span(row, history, from, to, peaks);
            span.level("maxcpu", RrdHistory.Stretch::maxcpu);
            span.level("maxmem", RrdHistory.Stretch::maxmem);
            span.level("maxdisk", RrdHistory.Stretch::maxdisk);
            span.level("disk", stretch -> 0);
            span.rate("cpu", stretch -> stretch.traffic().cpu());
            span.rate("mem", stretch -> stretch.traffic().memory() * stretch.maxmem());
            if (memhost) {
                span.rate("memhost", stretch -> stretch.traffic().memory() * stretch.maxmem());
            }
            span.rate("netin", RrdHistory.Stretch::netin);
            span.rate("netout", RrdHistory.Stretch::netout);
            span.rate("diskread", RrdHistory.Stretch::diskread);
            span.rate("diskwrite", RrdHistory.Stretch::diskwrite);
        });
    }

    /** One row to be filled, with averages or with peaks. */
    private record Span(ObjectNode row, RrdHistory history, long fromMs, long toMs, boolean peaks) {

        /** What holds as long as the guest exists. */
        void level(String key, ToDoubleFunction<RrdHistory.Stretch> figure) {
            fill(key, false, figure);
        }

        /** What holds only while it runs. */
        void rate(String key, ToDoubleFunction<RrdHistory.Stretch> figure) {
            fill(key, true, figure);
        }

        private void fill(String key, boolean runningOnly, ToDoubleFunction<RrdHistory.Stretch> figure) {
            put(
                    row,
                    key,
                    peaks
                            ? history.highest(fromMs, toMs, runningOnly, figure)
                            : history.average(fromMs, toMs, runningOnly, figure));
        }
    }

    private static void put(ObjectNode row, String key, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (value == Math.rint(value)) {
            row.put(key, (long) value);
        } else {
            row.put(key, value);
        }
    }

    private static Reply storage(Call call) {
        World world = call.world();
        StorageSpec storage = world.cluster.storageOn(call.param("storage"), call.node());
        return series(call, (row, from, to) -> {
            if (to > world.state.bootMs) {
                row.put("total", storage.capacityBytes()).put("used", world.volumes.used(storage, call.node()));
            }
        });
    }

    private static Reply node(Call call) {
        World world = call.world();
        NodeSpec node = world.cluster.node(call.node());
        return series(call, (row, from, to) -> {
            if (to > world.state.bootMs) {
                row.put("cpu", 0.05)
                        .put("iowait", 0)
                        .put("loadavg", 0.1)
                        .put("maxcpu", node.cores().count())
                        .put("memtotal", DiskSize.bytes(node.memory()))
                        .put("memused", ClusterCalls.usedMemory(world, node))
                        .put("netin", 0)
                        .put("netout", 0)
                        .put("roottotal", ClusterCalls.ROOT_BYTES)
                        .put("rootused", ClusterCalls.ROOT_USED)
                        .put("swaptotal", 0)
                        .put("swapused", 0);
            }
        });
    }
}
