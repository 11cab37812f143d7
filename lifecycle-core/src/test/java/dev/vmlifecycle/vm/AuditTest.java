package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.vm.AuditFinding.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest extends FailureModes {

    private List<String> audit() {
        world.sim.requests().clear();
        List<AuditFinding> findings = host.audit("ams1");
        assertThat(world.sim.requests().writes()).isEmpty();
        return findings.stream().map(Object::toString).toList();
    }

    @Test
    void worldAsRecorded_hasNoFinding() {
        deployed("1");
        deployed("2");
        world.sim.operator().createForeign(7000, "pve2", "somebody-elses");

        assertThat(audit()).isEmpty();
    }

    @Test
    void vmThatWasDeletedByHand_isARecordWithoutVm() {
        deployed("1");
        world.sim.operator().powerOff(5000);
        world.sim.operator().delete(5000);

        assertThat(audit())
                .containsExactly("RECORD_WITHOUT_VM key 1 VM 5000: the VM is gone"
                        + " (terminate the record, which frees what it holds)");
    }

    @Test
    void vmWithOurLineAndNoRecord_isTold() {
        world.sim.operator().createForeign(7000, "pve2", "left-over");
        world.sim.operator().set(7000, "description", "hello\nvm-lifecycle: key=9 vmid=7000 owner=abc");

        assertThat(audit())
                .containsExactly("VM_WITHOUT_RECORD VM 7000: on pve2, its notes say \"vm-lifecycle: key=9 vmid=7000"
                        + " owner=abc\" (find out whose it is before you remove it by hand)");
    }

    @Test
    void foreignNotesAtOurVmid_areAnOwnerMismatch() {
        deployed("1");
        world.sim.operator().set(5000, "description", "mine");

        assertThat(host.audit("ams1")).extracting(AuditFinding::kind).containsExactly(Kind.OWNER_MISMATCH);
    }

    @Test
    void addressSetByHand_isForeign_andTwiceWhenAnotherVmHasIt() {
        deployed("1");
        deployed("2");
        world.sim.operator().set(5001, "ipconfig0", "ip=192.0.2.2/24,gw=192.0.2.1");

        assertThat(audit())
                .anyMatch(text -> text.startsWith("FOREIGN_ADDRESS key 2 VM 5001: ipconfig has 192.0.2.2"))
                .anyMatch(text -> text.startsWith("DUPLICATE_ADDRESS: 192.0.2.2 is set up on VMs [5000, 5001]"))
                .anyMatch(text -> text.startsWith("DRIFT key 2 VM 5001: Configure network: cloud-init"))
                .hasSize(3);
    }

    @Test
    void memoryChangedByHand_isDrift() {
        deployed("1");
        world.sim.operator().set(5000, "memory", "4096");

        assertThat(audit())
                .containsExactly("DRIFT key 1 VM 5000: Set CPU & RAM: memory 4G -> 512M [STOP]"
                        + " (ask for its package again, or accept it)");
    }

    @Test
    void nodeThatIsDown_isUnreadable_notAbsent() {
        deployed("1");
        world.sim.operator().nodeDown("pve1");

        assertThat(host.audit("ams1")).extracting(AuditFinding::kind).containsExactly(Kind.UNREADABLE);
    }

    @Test
    void cluster_notConfigured_isRefused() {
        assertThatThrownBy(() -> host.audit("fra1"))
                .isInstanceOf(VmException.class)
                .hasMessage("cluster: fra1 (expected: one of [ams1])");
    }
}
