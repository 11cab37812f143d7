package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The files on the generated image, as text. */
final class CloudinitDump {

    private CloudinitDump() {}

    static Reply dump(Call call) {
        Map<String, String> config = call.vm().merged();
        return Reply.text(
                switch (call.param("type")) {
                    case "user" -> user(call.vm(), config);
                    case "network" -> network(config);
                    default -> "instance-id: " + ConfigText.sha1(user(call.vm(), config) + network(config)) + "\n";
                });
    }

    private static String user(Vm vm, Map<String, String> config) {
        String name = config.getOrDefault("name", "VM" + vm.vmid);
        StringBuilder text = new StringBuilder("#cloud-config\n");
        int dot = name.indexOf('.');
        text.append("hostname: ")
                .append(dot < 0 ? name : name.substring(0, dot))
                .append('\n');
        text.append("manage_etc_hosts: true\n");
        if (dot > 0) {
            text.append("fqdn: ").append(name).append('\n');
        } else if (config.containsKey("searchdomain")) {
            text.append("fqdn: ")
                    .append(name)
                    .append('.')
                    .append(config.get("searchdomain"))
                    .append('\n');
        }
        if (config.containsKey("ciuser")) {
            text.append("user: ").append(config.get("ciuser")).append('\n');
        } else {
            text.append("disable_root: False\n");
        }
        if (config.containsKey("cipassword")) {
            text.append("password: ").append(config.get("cipassword")).append('\n');
        }
        if (config.containsKey("sshkeys")) {
            text.append("ssh_authorized_keys:\n");
            String keys =
                    URLDecoder.decode(config.getOrDefault("sshkeys", "").replace("+", "%2B"), StandardCharsets.UTF_8);
            keys.lines()
                    .filter(key -> !key.isBlank())
                    .forEach(key -> text.append("  - ").append(key).append('\n'));
        }
        text.append("chpasswd:\n  expire: False\n");
        text.append(config.containsKey("ciuser") ? "users:\n  - default\n" : "users:\n  - root\n");
        if (!config.getOrDefault("ciupgrade", "1").equals("0")) {
            text.append("package_upgrade: true\n");
        }
        return text.toString();
    }

    private static String network(Map<String, String> config) {
        StringBuilder text = new StringBuilder("version: 1\nconfig:\n");
        new TreeMap<>(config).forEach((key, value) -> {
            if (NetSpec.isKey(key)) {
                card(
                        text,
                        key.substring(3),
                        NetSpec.parse(value),
                        config.getOrDefault("ipconfig" + key.substring(3), ""));
            }
        });
        text.append("    - type: nameserver\n      address:\n");
        Texts.list(config.getOrDefault("nameserver", ""))
                .forEach(address -> text.append("      - '").append(address).append("'\n"));
        text.append("      search:\n");
        Texts.list(config.getOrDefault("searchdomain", ""))
                .forEach(domain -> text.append("      - '").append(domain).append("'\n"));
        return text.toString();
    }

    private static void card(StringBuilder text, String number, NetSpec net, String ipconfig) {
        text.append("    - type: physical\n      name: eth").append(number);
        text.append("\n      mac_address: '")
                .append(net.mac().toLowerCase(Locale.ROOT))
                .append("'\n      subnets:\n");
        Map<String, String> parts = PropertyString.parse(ipconfig).options();
        String ip = parts.getOrDefault("ip", "");
        if (ip.equals("dhcp")) {
            text.append("      - type: dhcp4\n");
        } else if (!ip.isEmpty()) {
            String[] halves = ip.split("/", -1);
            text.append("      - type: static\n        address: '").append(halves[0]);
            text.append("'\n        netmask: '")
                    .append(netmask(Integer.parseInt(halves[1])))
                    .append("'\n");
            gateway(text, parts.getOrDefault("gw", ""));
        }
        String ip6 = parts.getOrDefault("ip6", "");
        if (ip6.equals("auto") || ip6.equals("dhcp")) {
            text.append(ip6.equals("auto") ? "      - type: ipv6_slaac\n" : "      - type: dhcp6\n");
        } else if (!ip6.isEmpty()) {
            text.append("      - type: static6\n        address: '").append(ip6).append("'\n");
            gateway(text, parts.getOrDefault("gw6", ""));
        }
    }

    private static void gateway(StringBuilder text, String address) {
        if (!address.isEmpty()) {
            text.append("        gateway: '").append(address).append("'\n");
        }
    }

    private static String netmask(int length) {
        long bits = length == 0 ? 0 : (0xFFFFFFFFL << (32 - length)) & 0xFFFFFFFFL;
        return (bits >> 24) + "." + ((bits >> 16) & 255) + "." + ((bits >> 8) & 255) + "." + (bits & 255);
    }
}
