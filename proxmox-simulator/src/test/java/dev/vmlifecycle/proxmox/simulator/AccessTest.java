package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final String SECRET = "JBSWY3DPEHPK3PXP";
    private static final String PANEL = "panel@pve";

    private final Api api = new Api(Api.cluster()
                    .token("root@pam!sim", Api.SECRET)
                    .user(PANEL, "open sesame")
                    .user("safe@pve", "open sesame")
                    .totp("safe@pve", SECRET)
                    .separatedToken("panel@pve!bot", Api.SECRET)
                    .role("Starter", "VM.PowerMgmt", "VM.Audit")
                    .grant("/vms/7101", PANEL, "Starter")
                    .build())
            .withVm(7101)
            .withVm(7102);

    @Test
    void ticket_isRenewedByItself_andExpiresAfterTwoHours() {
        String first = login(PANEL, "open sesame").path("ticket").asText();
        api.pass(Duration.ofMinutes(90));

        String second = login(PANEL, first).path("ticket").asText();
        api.pass(Duration.ofMinutes(60));

        assertThat(asked(first, "", "GET", "/version")).isEqualTo("401 permission denied - invalid PVE ticket");
        assertThat(asked(second, "", "GET", "/version")).isEqualTo("200 OK");
    }

    @Test
    void ticket_writingWithoutItsToken_isRefused() {
        JsonNode login = login(PANEL, "open sesame");
        String ticket = login.path("ticket").asText();
        String path = "/nodes/pve1/qemu/7101/status/start";

        assertThat(asked(ticket, "", "POST", path)).isEqualTo("401 Permission denied - invalid csrf token");
        assertThat(asked(ticket, login.path("CSRFPreventionToken").asText(), "POST", path))
                .isEqualTo("200 OK");
    }

    @Test
    void secondFactor_isAskedFor_andOnlyTheRightCodeOpens() {
        JsonNode challenge = login("safe@pve", "open sesame");
        String ticket = challenge.path("ticket").asText();
        assertThat(challenge.path("NeedTFA").asInt()).isEqualTo(1);
        assertThat(asked(ticket, "", "GET", "/version")).startsWith("401");

        String code = Totp.code(SECRET, api.now.toEpochMilli() / 30_000);
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(answer("safe@pve", "totp:" + wrong, ticket).summary()).isEqualTo("401 authentication failure");
        String open =
                answer("safe@pve", "totp:" + code, ticket).data().path("ticket").asText();
        assertThat(asked(open, "", "GET", "/version")).isEqualTo("200 OK");
    }

    @Test
    void totp_ofTheStandardsVectors_isTheirs() {
        assertThat(Totp.code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59 / 30)).isEqualTo("287082");
    }

    @Test
    void rights_areCheckedBeforeParameters_andPerVm() {
        String ticket = login(PANEL, "open sesame").path("ticket").asText();

        assertThat(asked(ticket, "", "GET", "/nodes/pve1/qemu/7102/config?bogus=1"))
                .isEqualTo("403 Permission check failed (/vms/7102, VM.Audit)");
        assertThat(asked(ticket, "", "GET", "/nodes/pve1/qemu/7101/config")).isEqualTo("200 OK");
        assertThat(asked(ticket, "", "GET", "/cluster/resources?type=vm")).isEqualTo("200 OK");
    }

    @Test
    void separatedToken_hasWhatItSharesWithItsUser() {
        Api bot = new Api(api.simulator, "panel@pve!bot");
        bot.now = api.now;
        assertThat(bot.call("GET", "/nodes/pve1/qemu/7101/config").summary()).startsWith("403");

        api.call("PUT", "/access/acl", "path", "/", "roles", "Administrator", "tokens", "panel@pve!bot");
        assertThat(bot.call("GET", "/nodes/pve1/qemu/7101/config").summary()).isEqualTo("200 OK");
        assertThat(bot.call("GET", "/nodes/pve1/qemu/7102/config").summary()).startsWith("403");
        assertThat(bot.call("PUT", "/nodes/pve1/qemu/7101/config", "cores", "1").summary())
                .startsWith("403 Permission check failed (/vms/7101, VM.Config.");
    }

    @Test
    void poolMember_inheritsThePoolsRights() {
        api.call("POST", "/pools", "poolid", "customer");
        api.call("PUT", "/access/acl", "path", "/pool/customer", "roles", "PVEVMUser", "users", PANEL);
        String ticket = login(PANEL, "open sesame").path("ticket").asText();
        assertThat(asked(ticket, "", "GET", "/nodes/pve1/qemu/7102/config")).startsWith("403");

        api.call("PUT", "/pools", "poolid", "customer", "vms", "7102");
        assertThat(asked(ticket, "", "GET", "/nodes/pve1/qemu/7102/config")).isEqualTo("200 OK");
    }

    @Test
    void refusals_takeThreeSecondsWhenAsked() {
        Api slow = new Api(Api.cluster().delayedRefusals().build(), "root@pam!nobody");

        assertThat(slow.call("GET", "/version").response().took()).isEqualTo(Duration.ofSeconds(3));
    }

    private JsonNode login(String user, String password) {
        return api.call("POST", "/access/ticket", Map.of("username", user, "password", password))
                .data();
    }

    private Api.Answer answer(String user, String password, String challenge) {
        return api.call(
                "POST", "/access/ticket", Map.of("username", user, "password", password, "tfa-challenge", challenge));
    }

    private String asked(String ticket, String csrf, String method, String path) {
        SimRequest request = SimRequest.of(method, "/api2/json" + path).header("Cookie", "PVEAuthCookie=" + ticket);
        request = csrf.isEmpty() ? request : request.header("CSRFPreventionToken", csrf);
        return new Api.Answer(api.simulator.handle(request, api.now)).summary();
    }
}
