package dev.vmlifecycle.benchmarks.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Answers of the shape and size a real cluster gives; keys in random order, as Perl's hashes have them. */
final class Payloads {

    static final String CONFIG_PATH = "/nodes/pve1/qemu/100/config";
    static final String LIST_TARGET = "/cluster/resources?type=vm";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GUESTS = 1000;

    private Payloads() {}

    /** About 3 kB. */
    static byte[] config() {
        ObjectNode config = JSON.createObjectNode();
        config.put("name", "customer-4711.example.com").put("digest", "9485a518ece5f378a25b2cf60e4deeed4ae4c8b6");
        config.put("memory", "4096")
                .put("cores", 4)
                .put("sockets", 1)
                .put("onboot", 1)
                .put("protection", 0);
        config.put("description", "vm-lifecycle: owner=customer-4711\n" + "order 20261123, see the panel. ".repeat(8));
        config.put("boot", "order=scsi0;ide2;net0")
                .put("scsihw", "virtio-scsi-single")
                .put("ostype", "l26");
        config.put("cpu", "x86-64-v2-AES,flags=+aes").put("agent", "enabled=1,fstrim_cloned_disks=1");
        config.put("smbios1", "uuid=9f4ab9c6-1c0e-4a55-a64e-0f7a6f2b1a11")
                .put("vmgenid", "5b8e7c52-4d1c-4d43-9b7f-6d3fd1a0a9aa");
        config.put("meta", "creation-qemu=9.2.0,ctime=1795441200").put("tags", "customer;managed;panel");
        config.put("ciuser", "admin").put("cipassword", "**********").put("searchdomain", "example.com");
        config.put(
                "sshkeys",
                "ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIFl5a3RCZ%2BQlyTHDqRhXQ2N2JqDGEhZfnK2dXs2dCQwE%20u1%40host%0A"
                        .repeat(4));
        config.put("nameserver", "192.0.2.53 198.51.100.53 2001:db8::53")
                .put("ide2", "local:100/vm-100-cloudinit.qcow2,media=cdrom,size=4M");
        config.put("serial0", "socket").put("vga", "serial0");
        for (int i = 0; i < 6; i++) {
            config.put(
                    "scsi" + i,
                    "local:100/vm-100-disk-" + i
                            + ".qcow2,cache=none,discard=on,iops_rd=500,iops_wr=500,mbps_rd=100,mbps_wr=50.5,size=3500M,ssd=1");
        }
        for (int i = 0; i < 4; i++) {
            config.put("net" + i, "virtio=BC:24:11:AA:AA:0" + i + ",bridge=vmbr0,firewall=1,rate=12.5,tag=" + (20 + i));
            config.put(
                    "ipconfig" + i,
                    "ip=203.0.113." + i + "/24,gw=203.0.113.1,ip6=2001:db8::" + i + "/64,gw6=2001:db8::1");
        }
        return envelope(shuffled(config, new Random(1)));
    }

    /** About 400 kB. */
    static byte[] list() {
        Random random = new Random(2);
        ArrayNode rows = JSON.createArrayNode();
        for (int i = 0; i < GUESTS; i++) {
            ObjectNode row = JSON.createObjectNode();
            row.put("id", "qemu/" + (100 + i)).put("node", "pve" + (1 + i % 5)).put("type", "qemu");
            row.put("status", i % 7 == 0 ? "stopped" : "running")
                    .put("name", "customer-" + (4000 + i) + ".example.com");
            row.put("pool", "customers").put("vmid", 100 + i).put("template", 0).put("maxcpu", 1 + i % 8);
            row.put("cpu", random.nextDouble()).put("mem", size(random, 8)).put("maxmem", 8L << 30);
            row.put("disk", 0)
                    .put("maxdisk", 40L << 30)
                    .put("netin", size(random, 500))
                    .put("netout", size(random, 500));
            row.put("diskread", size(random, 900)).put("diskwrite", size(random, 900));
            row.put("uptime", random.nextInt(9_000_000)).put("tags", "customer;managed");
            rows.add(shuffled(row, random));
        }
        return envelope(rows);
    }

    private static long size(Random random, int gib) {
        return (long) (random.nextDouble() * gib * (1L << 30));
    }

    private static ObjectNode shuffled(ObjectNode object, Random random) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        Collections.shuffle(keys, random);
        ObjectNode shuffled = JSON.createObjectNode();
        keys.forEach(key -> shuffled.set(key, object.get(key)));
        return shuffled;
    }

    private static byte[] envelope(Object data) {
        try {
            return ("{\"data\":" + JSON.writeValueAsString(data) + "}").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
