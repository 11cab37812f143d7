package dev.vmlifecycle.proxmox.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.proxmox.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ticket that is good for nothing but the second step of a login: {@code PVE:!tfa!<what the account has>:…}, where what
 * the account has is JSON, percent-encoded.
 *
 * @param ticket to be given back with the answer
 */
record TfaChallenge(Secret ticket) {

    private static final String MARK = ":!tfa!";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<TfaChallenge> find(Fields answer) {
        return answer.text("ticket").filter(text -> text.contains(MARK)).map(text -> new TfaChallenge(Secret.of(text)));
    }

    /** What the account has, as the server calls it; none when that can not be read. */
    List<String> factors() {
        String text = ticket.reveal();
        int from = text.indexOf(MARK) + MARK.length();
        int to = text.indexOf(':', from);
        try {
            JsonNode factors = JSON.readTree(PercentCodec.decode(text.substring(from, to < 0 ? text.length() : to)));
            return factors.properties().stream()
                    .filter(factor -> isPresent(factor.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    // totp: true; recovery: the unused codes, or a word about how many; webauthn: its challenge
    private static boolean isPresent(JsonNode factor) {
        return factor.isContainerNode()
                ? !factor.isEmpty()
                : !factor.isNull() && !factor.asText().equals("unavailable") && factor.asBoolean(true);
    }
}
