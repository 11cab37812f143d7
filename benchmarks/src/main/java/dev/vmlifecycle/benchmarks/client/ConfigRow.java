package dev.vmlifecycle.benchmarks.client;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.HashMap;
import java.util.Map;

/** A configuration with its usual fields typed and the devices, whose number varies, in a map. */
final class ConfigRow {

    public String name = "";
    public String digest = "";
    public String memory = "";
    public String description = "";
    public String boot = "";
    public String scsihw = "";
    public String ostype = "";
    public String cpu = "";
    public String agent = "";
    public String smbios1 = "";
    public String vmgenid = "";
    public String meta = "";
    public String tags = "";
    public String ciuser = "";
    public String cipassword = "";
    public String sshkeys = "";
    public String nameserver = "";
    public String searchdomain = "";
    public int cores;
    public int sockets;
    public int onboot;
    public int protection;
    private final Map<String, String> devices = new HashMap<>();

    @JsonAnySetter
    void device(String key, String value) {
        devices.put(key, value);
    }

    int cores() {
        return cores;
    }

    String digest() {
        return digest;
    }
}
