package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.Finding;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmLifecycle;
import dev.vmlifecycle.vm.VmView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parts of the walk, each only as far as it is still needed.
 *
 * <p>Nothing is remembered here. How far an earlier process came is told by the VM's own row: the pipeline it is in, or was in
 * last, its state, and its package.
 */
final class Walk {
    private final VmLifecycle vms;
    private final Order order;
    private final Driver driver;
    private final Target target;
    private final Console console;

    Walk(VmLifecycle vms, Order order, Driver driver, Target target, Console console) {
        this.vms = vms;
        this.order = order;
        this.driver = driver;
        this.target = target;
        this.console = console;
    }

    /** Does a part; false when it was done before. {@code alone}: the part was asked for by name. */
    boolean run(Phase phase, boolean alone) {
        try {
            requireSameVm();
            if (isDone(phase, alone)) {
                console.say(phase.pipeline() + ": done before, the VM is " + state());
                return false;
            }
            request(phase, alone);
        } catch (VmException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
        }
        driver.drive(phase, vm -> isReached(phase, vm));
        return true;
    }

    /** Whether the cluster may hold something that only our state knows of. */
    boolean isUnfinished() {
        return vm().filter(vm -> !isRemoved(vm)).isPresent();
    }

    /** The state of the VM's row. */
    String state() {
        return vm().map(VmView::state).orElse("unknown");
    }

    /** A part that was asked for by name is refused where it makes no sense; the whole walk just goes on to the next part. */
    private boolean isDone(Phase phase, boolean alone) {
        return vm().filter(vm -> switch (phase) {
                    case DEPLOY -> isAt(Phase.DEPLOY, vm) || (isPast(Phase.DEPLOY, vm) && !(alone && isRemoved(vm)));
                    case CHANGE -> isReached(Phase.CHANGE, vm) || (isPast(Phase.CHANGE, vm) && !alone);
                    case TERMINATE -> isRemoved(vm);
                })
                .isPresent();
    }

    private static boolean isPast(Phase phase, VmView vm) {
        return Arrays.stream(Phase.values()).anyMatch(later -> later.compareTo(phase) > 0 && isIn(later, vm));
    }

    private void request(Phase phase, boolean alone) {
        switch (phase) {
            case DEPLOY -> deploy(alone);
            case CHANGE -> change();
            case TERMINATE -> vms.terminate(key());
        }
    }

    /** A change to this package that is under way goes on; asking again would have it run a second time. */
    private void change() {
        console.say("change package to: " + PackageText.of(order.changed()));
        boolean underWay = vm().filter(vm -> isIn(Phase.CHANGE, vm) && !isAt(Phase.CHANGE, vm))
                .filter(vm -> PackageText.same(vm.pkg(), order.changed()))
                .isPresent();
        if (!underWay) {
            vms.changePackage(key(), order.changed());
        }
    }

    /** A VM that lives is the one this file describes, or the walk would change and destroy another than was meant. */
    private void requireSameVm() {
        if (vm().filter(vm -> !isRemoved(vm)).isPresent()) {
            vms.deploy(order.request());
        }
    }

    private void deploy(boolean alone) {
        if (vm().filter(one -> !isRemoved(one)).isEmpty()) {
            preflight(alone);
        }
        console.say("deploy package: " + PackageText.of(order.request().pkg()));
        vms.deploy(order.request());
    }

    /** What comes later in the walk is looked at as well. Before the first write only: a deploy that has begun goes on, whatever a look from outside says. */
    private void preflight(boolean alone) {
        DeployRequest deploy = order.request();
        DeployRequest changed =
                new DeployRequest(deploy.key(), deploy.fqdn(), order.changed(), deploy.placement(), deploy.access());
        List<Finding> findings = new ArrayList<>();
        try {
            findings.addAll(errors(deploy));
            if (findings.isEmpty() && !alone) {
                findings.addAll(errors(changed));
            }
        } catch (ProxmoxException e) {
            throw target.refusal(e);
        }
        if (!findings.isEmpty()) {
            throw CommandFailure.failed(findings.stream().map(Finding::toString).toList());
        }
    }

    private List<Finding> errors(DeployRequest request) {
        return vms.preflight(request).stream().filter(Finding::isError).toList();
    }

    private boolean isReached(Phase phase, VmView vm) {
        return isAt(phase, vm) && (phase != Phase.CHANGE || PackageText.same(vm.pkg(), order.changed()));
    }

    private Optional<VmView> vm() {
        return vms.get(key());
    }

    private VmKey key() {
        return order.request().key();
    }

    private static boolean isRemoved(VmView vm) {
        return isAt(Phase.TERMINATE, vm);
    }

    private static boolean isIn(Phase phase, VmView vm) {
        return vm.pipeline().equals(phase.pipeline());
    }

    private static boolean isAt(Phase phase, VmView vm) {
        return isIn(phase, vm) && vm.state().equals(phase.end());
    }
}
