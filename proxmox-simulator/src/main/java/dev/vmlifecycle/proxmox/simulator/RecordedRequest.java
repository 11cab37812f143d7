package dev.vmlifecycle.proxmox.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request as the simulator saw it.
 *
 * @param method HTTP method
 * @param path decoded, below {@code /api2/json}
 * @param params query and body parameters; passwords are masked
 * @param status the answer's status, 0 when the connection was dropped
 * @param at when it came
 */
public record RecordedRequest(String method, String path, Map<String, String> params, int status, Instant at) {

    /**
     * Copies the parameters and masks passwords.
     *
     * @param method see above
     * @param path see above
     * @param params see above
     * @param status see above
     * @param at see above
     */
    public RecordedRequest {
        Map<String, String> masked = new LinkedHashMap<>(params);
        masked.replaceAll((key, value) -> key.contains("password") ? "***" : value);
        params = masked;
    }
}
