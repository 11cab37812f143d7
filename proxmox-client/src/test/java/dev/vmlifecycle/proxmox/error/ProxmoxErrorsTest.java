package dev.vmlifecycle.proxmox.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.error.NotFoundException.Missing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxmoxErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    VM is locked (backup)                                                              | LockedException
                    can't lock file '/var/lock/qemu-server/lock-201.conf' - got timeout                | LockTimeoutException
                    can't lock file '/var/lock/pve-manager/pve-migrate-201' - got timeout              | LockTimeoutException
                    cfs-lock 'storage-ceph' error: got lock request timeout                            | LockTimeoutException
                    cfs-lock 'firewall-vm-213' error: no quorum!                                       | NoQuorumException
                    cluster not ready - no quorum?                                                     | NoQuorumException
                    unable to open file '/etc/pve/nodes/pve1/qemu-server/1.conf.tmp.9' - Permission denied | NoQuorumException
                    checksum mismatch (file change by other user?)                                     | DigestMismatchException
                    detected modified configuration - file changed by other user? Try again.           | DigestMismatchException
                    Configuration file 'nodes/pve1/qemu-server/4242.conf' does not exist               | NotFoundException
                    unable to find configuration file for VM 4242 on node 'pve1'                       | NotFoundException
                    unable to create VM 201: config file already exists                                | AlreadyExistsException
                    unable to create VM 201 - VM 201 already exists on node 'pve1'                     | AlreadyExistsException
                    snapshot name 'x' already used                                                     | AlreadyExistsException
                    VM 201 is running - destroy failed                                                 | RunningException
                    VM 201 already running                                                             | RunningException
                    can't migrate running VM without --online                                          | RunningException
                    can't remove VM 600 - protection mode enabled                                      | ProtectedException
                    cannot remove protected volume 'backup/x.vma.zst' on 'local'                       | ProtectedException
                    QEMU guest agent is not running                                                    | AgentException
                    No QEMU guest agent configured                                                     | AgentException
                    Agent error: The command guest-exec has been disabled                              | AgentException
                    VM 210 is not running                                                              | NotRunningException
                    VM 201 not running                                                                 | NotRunningException
                    you can't convert a VM to template if VM is running                                | RunningException
                    unable to restore VM 401 - vm is running                                           | RunningException
                    error with cfs lock 'storage-x': cfs-lock 'storage-x' error: got lock request timeout | LockTimeoutException
                    got no worker upid - start worker failed                                           | ResponseLostException
                    VM 100 qmp command 'query-status' failed - got timeout                             | ResponseLostException
                    unable to connect to VM 100 qmp socket - timeout after 51 retries                  | ResponseLostException
                    no such cluster node 'pve9'                                                        | NotFoundException
                    no such token 'sdk' for user 'api@pve'                                             | NotFoundException
                    cannot delete service 'vm:210', not HA managed!                                    | NotFoundException
                    disk 'scsi5' does not exist                                                        | NotFoundException
                    update pools failed: VM 210 is already a pool member                               | AlreadyExistsException
                    create resource failed: resource ID 'vm:210' already defined                       | AlreadyExistsException
                    unable to restore VM 401 - VM 401 already exists on node 'pve1'                    | AlreadyExistsException
                    can't clone to non-shared storage 'local'                                          | ServerException
                    can't clone VM to node 'pve2' (VM uses local storage)                              | ServerException
                    Linked clone feature is not supported for 'local:1/a.qcow2' (scsi0)                | ServerException
                    storage 'onlypve2' is not available on node 'pve1'                                 | ServerException
                    unable to proxy file uploads                                                       | ServerException
                    base volume 'local:9000/base-9000-disk-0.qcow2' is still in use by linked cloned   | ServerException
                    IPSet 'ipfilter-net0' is not empty                                                 | ServerException
                    snapshot feature is not available                                                  | ServerException
                    VM quit/powerdown failed - got timeout                                             | ServerException
                    only root can set 'lock' config                                                    | PermissionException
                    400 Parameter verification failed. net0: hotplug problem - bridge 'vmbr77' does not exist | HotplugException
                    shrinking disks is not supported                                                   | ServerException
                    migration aborted                                                                  | ServerException
                    hostname lookup 'nope' failed - failed to get address info                         | ServerException
                    disk image '/var/lib/vz/images/1/vm-1-disk-9.qcow2' already exists                 | ServerException
                    """)
    void classify_text_isTheSameForTaskAndAnswer(String text, String type) {
        assertThat(ProxmoxErrors.classify(text).getClass().getSimpleName()).isEqualTo(type);
        assertThat(ProxmoxErrors.forAnswer("PUT", "/x", 500, text, Map.of())
                        .getClass()
                        .getSimpleName())
                .isEqualTo(type);
    }

    @Test
    void locked_givesTheLock() {
        assertThat(ProxmoxErrors.classify("VM is locked (snapshot-delete)"))
                .isInstanceOfSatisfying(LockedException.class, e -> {
                    assertThat(e.lockName()).isEqualTo("snapshot-delete");
                    assertThat(e.isRetryable()).isTrue();
                });
    }

    @Test
    void notFound_tellsWhat() {
        assertThat(missing("Configuration file 'nodes/a/qemu-server/1.conf' does not exist"))
                .isEqualTo(Missing.GUEST);
        assertThat(missing("storage 'nostore' does not exist")).isEqualTo(Missing.STORAGE);
        assertThat(missing("volume 'second:1/vm-1-disk-0.raw' does not exist")).isEqualTo(Missing.VOLUME);
        assertThat(missing("snapshot 'x' does not exist")).isEqualTo(Missing.OTHER);
        assertThat(missing("no such IPSet 'nope'")).isEqualTo(Missing.OTHER);
    }

    @Test
    void badRequest_readsTheFieldErrors() {
        String text = "Parameter verification failed.\n";

        assertThat(badRequest(text, Map.of("vmid", "VM 100 already exists")))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(badRequest(text, Map.of("upid", "no such task"))).isInstanceOf(NotFoundException.class);
        assertThat(badRequest(text, Map.of("net0", "hotplug problem - bridge 'vmbr7' does not exist\n")))
                .isInstanceOfSatisfying(HotplugException.class, e -> {
                    assertThat(e.fieldErrors()).containsOnlyKeys("net0");
                    assertThat(e.mayHaveHappened()).isTrue();
                });
        assertThat(badRequest(text, Map.of("cores", "value must have a minimum value of 1")))
                .isInstanceOf(ValidationException.class)
                .hasMessage("PUT /x: 400 Parameter verification failed.; cores: value must have a minimum value of 1");
    }

    @Test
    void gateway_onlyNotConnectedIsCertain() {
        ProxmoxException refused = ProxmoxErrors.forAnswer("POST", "/x", 595, "Connection refused", Map.of());
        ProxmoxException timedOut = ProxmoxErrors.forAnswer("POST", "/x", 596, "Connection timed out", Map.of());
        ProxmoxException read = ProxmoxErrors.forAnswer("GET", "/x", 596, "Connection timed out", Map.of());

        assertThat(refused.mayHaveHappened()).isFalse();
        assertThat(refused.isRetryable()).isTrue();
        assertThat(timedOut.mayHaveHappened()).isTrue();
        assertThat(timedOut.isRetryable()).isFalse();
        assertThat(read.mayHaveHappened()).isFalse();
        assertThat(read.isRetryable()).isTrue();
    }

    @Test
    void noQuorum_write_mayHaveHappenedInPart() {
        assertThat(ProxmoxErrors.forAnswer("DELETE", "/x", 500, "cluster not ready - no quorum?", Map.of())
                        .mayHaveHappened())
                .isTrue();
        assertThat(ProxmoxErrors.forAnswer("GET", "/x", 500, "no quorum", Map.of())
                        .mayHaveHappened())
                .isFalse();
    }

    @Test
    void permanentTexts_areNotRetryable() {
        for (String text : List.of(
                "can't clone to non-shared storage 'local'",
                "update pools failed: VM 210 is already a pool member",
                "shrinking disks is not supported",
                "unable to proxy file uploads",
                "VM 201 is running - destroy failed")) {
            assertThat(ProxmoxErrors.classify(text).isRetryable()).as(text).isFalse();
        }
    }

    @Test
    void lostWorker_onlyAReadIsRetryable() {
        String text = "got no worker upid - start worker failed";

        assertThat(ProxmoxErrors.forAnswer("POST", "/x", 500, text, Map.of())).satisfies(e -> {
            assertThat(e.isRetryable()).isFalse();
            assertThat(e.mayHaveHappened()).isTrue();
        });
        assertThat(ProxmoxErrors.forAnswer("GET", "/x", 500, "VM 1 qmp command 'q' failed - got timeout", Map.of())
                        .isRetryable())
                .isTrue();
    }

    @Test
    void task_failed_carriesReasonAndLog() {
        Upid upid = Upid.parse("UPID:pve1:000005FD:0008AF40:6B0456BF:qmdestroy:100:svc@pve!panel:");

        TaskFailedException e = ProxmoxErrors.forTask(upid, "VM is locked (backup)", List.of("a", "TASK ERROR: x"));

        assertThat(e.reason()).isInstanceOf(LockedException.class);
        assertThat(e.isRetryable()).isTrue();
        assertThat(e.mayHaveHappened()).isFalse();
        assertThat(e.exitStatus()).isEqualTo("VM is locked (backup)");
        assertThat(e.logTail()).hasSize(2);
        assertThat(e).hasMessageContaining(upid.toString());
        assertThat(ProxmoxErrors.forTask(upid, "job errors", List.of()).mayHaveHappened())
                .isTrue();
    }

    private static ProxmoxException badRequest(String text, Map<String, String> fieldErrors) {
        return ProxmoxErrors.forAnswer("PUT", "/x", 400, text, fieldErrors);
    }

    private static Missing missing(String text) {
        return ((NotFoundException) ProxmoxErrors.classify(text)).missing();
    }
}
