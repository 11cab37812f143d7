package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.TreeMap;

/** Single volumes: looking, noting, protecting, allocating, uploading, downloading. */
final class VolumeCalls {

    private VolumeCalls() {}

    static void routes(Routes on) {
        String content = "/nodes/{node}/storage/{storage}/content";
        on.on("POST " + content, VolumeCalls::allocate);
        on.on("GET " + content + "/{volume}", VolumeCalls::read);
        on.on("PUT " + content + "/{volume}", VolumeCalls::change);
        on.on("DELETE " + content + "/{volume}", StorageCalls::delete);
        on.on("POST /nodes/{node}/storage/{storage}/upload", VolumeCalls::upload);
        on.on("POST /nodes/{node}/storage/{storage}/download-url", VolumeCalls::download);
        on.on("GET /nodes/{node}/storage/{storage}/prunebackups", PruneCalls::preview);
        on.on("DELETE /nodes/{node}/storage/{storage}/prunebackups", PruneCalls::prune);
    }

    static String volid(Call call) {
        Volid volid = Volid.parse(call.param("volume"));
        return volid.storage().isEmpty() ? call.param("storage") + ":" + volid.name() : volid.toString();
    }

    private static Volume require(Call call) {
        call.world().cluster.storageOn(call.param("storage"), call.node());
        return call.world().volumes.require(call.node(), volid(call));
    }

    private static Reply read(Call call) {
        Volume volume = require(call);
        boolean backup = volume.content.equals("backup");
        ObjectNode data = Reply.object()
                .put("path", path(call, volume))
                .put("size", volume.size)
                .put("used", volume.size)
                .put("format", backup ? "raw" : volume.format);
        if (backup) {
            data.put("protected", volume.isProtected ? 1 : 0);
            if (!volume.notes.isEmpty()) {
                data.put("notes", volume.notes);
            }
        }
        return Reply.of(data);
    }

    private static String path(Call call, Volume volume) {
        StorageSpec storage = call.world().cluster.storage(volume.storage);
        String own = volume.name.startsWith("backup/") ? volume.name.substring(7) : volume.name;
        String directory = volume.content.equals("backup") ? "/dump/" : "/images/";
        int base = volume.parent.isEmpty() ? 0 : volume.parent.length() + 1;
        return StorageCalls.mountPoint(storage) + directory + own.substring(Math.min(base, own.length()));
    }

    private static Reply change(Call call) {
        Volume volume = require(call);
        if (call.has("notes")) {
            volume.notes = call.param("notes");
        }
        if (call.has("protected")) {
            volume.isProtected = call.flag("protected");
        }
        return Reply.nothing();
    }

    /** A bare number is KiB. */
    private static Reply allocate(Call call) {
        StorageSpec storage = call.world().cluster.storageOn(call.param("storage"), call.node());
        String name = call.param("filename");
        String format = call.has("format")
                ? call.param("format")
                : name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "raw";
        if (!name.matches("(vm|base)-" + call.vmid() + "-\\S+")) {
            throw ApiError.die("illegal name '" + name + "' - should be 'vm-" + call.vmid() + "-*'");
        }
        String full = storage.isFileBased() ? call.vmid() + "/" + name : name;
        if (call.world().volumes.find(call.node(), storage.id() + ":" + full).isPresent()) {
            throw ApiError.die(
                    storage.isFileBased()
                            ? "disk image '" + StorageCalls.mountPoint(storage) + "/images/" + full + "' already exists"
                            : "lvcreate '" + storage.id() + "/" + name + "' error:   Logical Volume \"" + name
                                    + "\" already exists in volume group");
        }
        String size = call.param("size");
        long bytes = DiskSize.bytes(size.matches("\\d+") ? size + "K" : size);
        Volumes.checkSize(full, format, bytes);
        call.world().volumes.checkSpace(storage, call.node(), bytes);
        Volume volume = call.world().volumes.add(storage, call.node(), call.vmid(), full, format, bytes);
        return Reply.text(volume.volid());
    }

    private static Reply upload(Call call) {
        StorageSpec storage = call.world().cluster.storageOn(call.param("storage"), call.node());
        checkContent(call, storage);
        checkFile(call);
        if (!call.has("tmpfilename")) {
            throw ApiError.die("missing temporary file name");
        }
        if (!call.has("size")) {
            throw ApiError.die("temporary file '" + call.param("tmpfilename") + "' does not exist");
        }
        return Reply.upid(call.start("imgcopy", "", new TreeMap<>(call.params())));
    }

    private static void checkFile(Call call) {
        String suffixes = Map.of(
                        "iso", "(?i).+\\.(iso|img)",
                        "vztmpl", ".+\\.tar\\.(gz|xz|zst|bz2)",
                        "import", ".+\\.(ova|ovf|qcow2|raw|vmdk)")
                .getOrDefault(call.param("content"), ".+");
        if (!call.param("filename").matches(suffixes)) {
            throw ApiError.param("filename", "wrong file extension");
        }
        if (call.has("checksum") != call.has("checksum-algorithm")) {
            String missing = call.has("checksum") ? "checksum-algorithm" : "checksum";
            String given = call.has("checksum") ? "checksum" : "checksum-algorithm";
            throw ApiError.param(missing, "missing property - required by '" + given + "'");
        }
    }

    private static Reply download(Call call) {
        StorageSpec storage = call.world().cluster.storageOn(call.param("storage"), call.node());
        checkContent(call, storage);
        checkFile(call);
        return Reply.upid(call.start("download", call.param("filename"), new TreeMap<>(call.params())));
    }

    private static void checkContent(Call call, StorageSpec storage) {
        if (!storage.content().contains(call.param("content"))) {
            throw ApiError.die(
                    "storage '" + storage.id() + "' does not support '" + call.param("content") + "' content");
        }
    }

    /** Puts an uploaded or downloaded file where it belongs. */
    static final class Arrive implements TaskProgram {

        private static final long UNKNOWN_SIZE = 1L << 20;

        @Override
        public boolean needsLock(Task task) {
            return false;
        }

        @Override
        public void step(World world, Task task) {
            long bytes = Whole.of(task.arg("size"), UNKNOWN_SIZE);
            if (task.phase == 0) {
                TaskProgram.next(world, task, world.takes(task.type, bytes));
                return;
            }
            checkSum(task);
            StorageSpec storage = world.cluster.storageOn(task.arg("storage"), task.node);
            String name = task.arg("content") + "/" + task.arg("filename");
            Volume present =
                    world.volumes.find(task.node, storage.id() + ":" + name).orElse(null);
            if (present != null) {
                world.volumes.remove(present);
            }
            String suffix = name.substring(name.lastIndexOf('.') + 1);
            Volume file = world.volumes.add(storage, task.node, 0, name, suffix, bytes);
            file.content = task.arg("content");
        }

        /** An uploaded file is at hand; of a download nothing is known but what the caller expects. */
        private static void checkSum(Task task) {
            String expected = task.arg("checksum");
            String got = task.args.getOrDefault("sum", expected);
            if (!got.equalsIgnoreCase(expected)) {
                throw ApiError.die("checksum mismatch: got '" + got + "' != expect '" + expected + "'");
            }
        }
    }

    static Reply index(Call call) {
        ArrayNode rows = Reply.array();
        for (String name : new String[] {
            "content",
            "download-url",
            "file-restore",
            "import-metadata",
            "prunebackups",
            "rrd",
            "rrddata",
            "status",
            "upload"
        }) {
            rows.addObject().put("subdir", name);
        }
        return Reply.of(rows);
    }
}
