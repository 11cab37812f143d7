package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;

/** Lists as Proxmox takes them: separated by commas, semicolons, blanks, or repeated. */
final class Texts {

    private Texts() {}

    static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split("[,; \\x00]+", -1)) {
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }
}
