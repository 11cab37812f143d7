package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Test
    void vmid_outOfRange_isRefusedWithValueAndRange() {
        assertThat(Vmid.of(100)).isEqualTo(Vmid.parse("100")).isLessThan(Vmid.of(999_999_999));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vmid.of(7))
                .withMessage("vmid: 7 (expected: 100..999999999)");
        assertThatIllegalArgumentException().isThrownBy(() -> Vmid.of(1_000_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> Vmid.parse("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a/b", "a.b", "a b", ".."})
    void nodeName_malformed_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NodeName.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "512,512,512",
        "3500M,3670016000,3500M",
        "2G,2147483648,2G",
        "2048M,2147483648,2G",
        "3.5G,3758096384,3584M",
        "1T,1099511627776,1T",
        "0,0,0",
        "4194304K,4294967296,4G"
    })
    void byteSize_parsesAndPrintsExactly(String text, long bytes, String printed) {
        assertThat(ByteSize.parse(text)).isEqualTo(ByteSize.ofBytes(bytes)).hasToString(printed);
        assertThat(ByteSize.parse(printed).bytes()).isEqualTo(bytes);
    }

    @Test
    void byteSize_malformed_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse("+1G"));
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse("9999999999T"));
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.ofBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.ofGiB(Long.MAX_VALUE));
        assertThat(ByteSize.ofMiB(1025).toGiBRoundedUp()).isEqualTo(2);
    }

    @Test
    void upid_isTakenApart() {
        Upid upid = Upid.parse("UPID:pve1:000005FD:0008AF40:6B0456BF:qmclone:9000:root@pam!rig:");

        assertThat(upid.node()).isEqualTo(NodeName.of("pve1"));
        assertThat(upid.type()).isEqualTo("qmclone");
        assertThat(upid.vmid()).contains(Vmid.of(9000));
        assertThat(upid.user()).isEqualTo("root@pam!rig");
        assertThat(upid.startTime()).isEqualTo(Instant.ofEpochSecond(0x6B0456BFL));
        assertThat(upid).hasToString("UPID:pve1:000005FD:0008AF40:6B0456BF:qmclone:9000:root@pam!rig:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPID:pve1:000005FD:0008AF40F:6B0456BF:vzdump::root@pam:",
                "UPID:pve1:000005FD:0008AF40:6B0456BF:imgdel:7101@local:root@pam!rig:"
            })
    void upid_longStartAndOddIds_areFine(String text) {
        assertThat(Upid.parse(text).vmid()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "UPID:pve1:000005FD:0008AF40:6B0456BF:qmclone:9000:root@pam!rig"})
    void upid_malformed_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Upid.parse(text));
    }

    @Test
    void secret_isNeverPrinted() {
        Secret secret = Secret.of("abc");

        assertThat(secret).hasToString("***").isEqualTo(Secret.of("abc")).isNotEqualTo(Secret.of("abd"));
        assertThat(ApiToken.of("svc@pve!panel", secret)).hasToString("svc@pve!panel");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiToken.of("svc@pve", secret))
                .withMessageContaining("svc@pve");
    }

    @Test
    void volume_knowsItsStorage() {
        assertThat(VolumeId.of("local:9000/base-9000-disk-0.qcow2/1/a.qcow2").storage())
                .isEqualTo(StorageId.of("local"));
        assertThatIllegalArgumentException().isThrownBy(() -> VolumeId.of("none"));
        assertThatIllegalArgumentException().isThrownBy(() -> VolumeId.of("/dev/sda"));
    }

    @Test
    void serverVersion_compares() {
        assertThat(ServerVersion.parse("8.4.1").isAtLeast(8, 1)).isTrue();
        assertThat(ServerVersion.parse("7.4-17").isAtLeast(8, 0)).isFalse();
        assertThat(ServerVersion.parse("9.0").minor()).isZero();
    }

    @Test
    void cancellation_runsActionsOnce() {
        List<String> ran = new ArrayList<>();
        Cancellation cancellation = new Cancellation();
        cancellation.onCancel(() -> ran.add("a"));
        cancellation.onCancel(() -> ran.add("b")).close();

        cancellation.cancel();
        cancellation.cancel();
        cancellation.onCancel(() -> ran.add("late"));

        assertThat(ran).containsExactly("a", "late");
        assertThat(cancellation.isCancelled()).isTrue();
    }
}
