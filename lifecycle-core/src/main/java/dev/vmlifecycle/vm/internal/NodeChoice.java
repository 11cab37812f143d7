package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.vm.NodeVerdict;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.store.ReserveNode;
import dev.vmlifecycle.vm.store.ReservedNodes;
import java.util.List;

/**
 * Decides, once, on which node a VM goes. The store holds the decision together with the memory that is promised there: a worker that dies
 * before its commit leaves it to the next one, and others see the promise at once.
 */
final class NodeChoice {
    /** On a fixed node nothing is weighed, but what the VM needs there counts for the others. */
    private static final ByteSize ANY = ByteSize.ofBytes(Long.MAX_VALUE);

    private NodeChoice() {}

    static void decide(VmRun vm) {
        Placement place = vm.vm().placement();
        if (place.candidates().isEmpty()) {
            reserve(vm, List.of(new ReserveNode.Room(place.node(), ANY)));
            return;
        }
        List<ReservedNodes.Promise> promises = vm.step().call(new ReservedNodes(place.cluster()));
        boolean decided = promises.stream().anyMatch(one -> one.key().equals(vm.key()));
        NodeName node = reserve(vm, decided ? List.of() : rooms(vm, promises));
        vm.vm(vm.vm().placedOn(node));
        if (!decided) {
            vm.step().event("placed", "on " + node + " of " + place.candidates());
        }
    }

    private static List<ReserveNode.Room> rooms(VmRun vm, List<ReservedNodes.Promise> promises) {
        List<NodeVerdict> verdicts =
                NodeSurvey.of(vm.pve(), vm.vm().pkg(), vm.vm().placement(), promises);
        verdicts.forEach(verdict -> vm.step().detail(verdict.toString()));
        List<ReserveNode.Room> rooms = verdicts.stream()
                .filter(NodeVerdict::accepted)
                .map(verdict ->
                        new ReserveNode.Room(verdict.node(), verdict.free().orElseThrow()))
                .toList();
        if (rooms.isEmpty()) {
            throw new StepFailure(ErrorKind.CAPACITY, "no node can take the VM: " + verdicts);
        }
        return rooms;
    }

    private static NodeName reserve(VmRun vm, List<ReserveNode.Room> rooms) {
        return vm.step()
                .call(new ReserveNode(
                        vm.key(), vm.vm().placement().cluster(), vm.vm().pkg().memory(), rooms));
    }
}
