package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Files that arrive as {@code multipart/form-data}. */
class UploadTest {

    private static final String UPLOAD = "/nodes/pve1/storage/local/upload";
    private static final String CONTENT = "disk\r\n--part-\r\nimage";

    private final Api api = Api.on(Api.cluster());

    @Test
    void upload_arrivesWithItsSize() {
        assertThat(await(upload("iso", "tiny.iso"))).isEqualTo("OK");

        var volume = api.call("GET", "/nodes/pve1/storage/local/content", "content", "iso")
                .data()
                .path(0);
        assertThat(volume.path("volid").asText()).isEqualTo("local:iso/tiny.iso");
        assertThat(volume.path("size").asInt()).isEqualTo(CONTENT.length());
    }

    @Test
    void upload_withItsChecksum_isChecked() {
        String right = ConfigText.sha1(CONTENT);
        String wrong = "0".repeat(40);

        assertThat(await(upload("iso", "tiny.iso", "checksum", right, "checksum-algorithm", "sha1")))
                .isEqualTo("OK");
        assertThat(await(upload("iso", "tiny.iso", "checksum", wrong, "checksum-algorithm", "sha1")))
                .isEqualTo("checksum mismatch: got '" + right + "' != expect '" + wrong + "'");
        assertThat(upload("iso", "tiny.iso", "checksum", right).error("checksum-algorithm"))
                .isEqualTo("missing property - required by 'checksum'");
    }

    @Test
    void upload_thatDoesNotFit_isRefused() {
        assertThat(upload("iso", "tiny.txt").error("filename")).isEqualTo("wrong file extension");
        assertThat(upload("rootdir", "tiny.iso").error("content")).contains("does not have a value in the enumeration");
        assertThat(api.call("POST", UPLOAD, "content", "iso", "filename", "tiny.iso")
                        .summary())
                .isEqualTo("500 missing temporary file name");
    }

    @Test
    void upload_broken_isRefused() {
        assertThat(send("multipart/form-data", "").summary()).isEqualTo("501 no boundary in content type");
        assertThat(send("multipart/form-data; boundary=x", "--x\r\nnonsense\r\n--x--")
                        .summary())
                .isEqualTo("501 broken part in upload");
        assertThat(send("multipart/form-data; boundary=x", "no parts at all").summary())
                .startsWith("400 ");
    }

    private String await(Api.Answer answer) {
        return api.await(answer.data().asText());
    }

    private Api.Answer upload(String content, String filename, String... params) {
        StringBuilder body = new StringBuilder(part("name=\"content\"", content));
        for (int i = 0; i < params.length; i += 2) {
            body.append(part("name=\"" + params[i] + "\"", params[i + 1]));
        }
        body.append(part("name=\"filename\"; filename=\"" + filename + "\"", CONTENT))
                .append("--limit--\r\n");
        return send("multipart/form-data; boundary=limit", body.toString());
    }

    private static String part(String disposition, String content) {
        return "--limit\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private Api.Answer send(String type, String body) {
        api.now = api.now.plusMillis(10);
        SimRequest request = SimRequest.of("POST", "/api2/json" + UPLOAD)
                .token("root@pam!sim", Api.SECRET)
                .header("Content-Type", type)
                .body(body.getBytes(StandardCharsets.UTF_8));
        return new Api.Answer(api.simulator.handle(request, api.now));
    }
}
