package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Files in the guest, as the agent reads and writes them. They outlive a power cycle; a clone does not inherit them. */
final class AgentFiles {

    private static final long LONGEST_READ = 16L << 20;

    private AgentFiles() {}

    static void routes(Routes on, String agent) {
        on.on("GET " + agent + "/file-read", AgentFiles::read);
        on.on("POST " + agent + "/file-write", AgentFiles::write);
    }

    private static Reply read(Call call) {
        Vm vm = AgentCalls.ready(call);
        String file = call.param("file");
        String text = vm.files.get(file);
        if (text == null) {
            throw ApiError.die(
                    "Agent error: failed to open file '" + file + "' (mode: 'r'): No such file or directory");
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int from = (int) Math.min(call.number("offset", 0), bytes.length);
        int until = (int) Math.min(from + call.number("count", LONGEST_READ), bytes.length);
        byte[] part = java.util.Arrays.copyOfRange(bytes, from, until);
        boolean plain = !call.has("decode") || call.flag("decode");
        ObjectNode data = Reply.object()
                .put(
                        "content",
                        plain
                                ? new String(part, StandardCharsets.UTF_8)
                                : Base64.getEncoder().encodeToString(part));
        if (until < bytes.length) {
            data.put("truncated", 1);
        }
        return Reply.of(data);
    }

    /** With {@code encode=0} the caller has encoded the content already. */
    private static Reply write(Call call) {
        Vm vm = AgentCalls.ready(call);
        String content = call.param("content");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (call.has("encode") && !call.flag("encode")) {
            try {
                bytes = Base64.getDecoder().decode(content);
            } catch (IllegalArgumentException e) {
                throw ApiError.die("Agent error: failed to decode base64: " + e.getMessage());
            }
        }
        vm.files.put(call.param("file"), new String(bytes, StandardCharsets.ISO_8859_1));
        return Reply.nothing();
    }
}
