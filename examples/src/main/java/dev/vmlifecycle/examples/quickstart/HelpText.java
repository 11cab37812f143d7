package dev.vmlifecycle.examples.quickstart;

import java.util.List;

/** What {@code --help} prints. */
final class HelpText {
    private static final String TEXT = """
            Walks one VM through its life: deploy, package change, terminate.

            usage: quickstart [--config FILE] [--store DIR] [--only PART] [--debug]
            with Maven: mvn -q -pl examples -am compile exec:java -Dexec.args="--help"

            Without options nothing is needed: a simulated Proxmox VE cluster is started in this
            process, and database and DNS live in a temporary directory that is deleted at the end.

              --config FILE   walk on a real cluster, or on a stand-alone simulator. FILE holds
                              "key = value" lines; examples/quickstart.properties is a sample that
                              explains every key. Secrets stand in the environment or in files of
                              their own, never in FILE and never on the command line.
              --store DIR     keep the state in DIR. Whatever kills this process, the same command
                              goes on where it stopped: one VM, one clone, the same addresses. What
                              is done is not done again. Without --config the simulated cluster and
                              its DNS are kept there too.
              --only PART     deploy, change or terminate instead of all three; with --store.
              --debug         print stack traces of failures.
              --help          this text.

            To try what happens when a process dies:
              --crash-at STEP:MOMENT
                              halt this process like SIGKILL would. STEP: clone, migrate, config,
                              resize, disk, firewall, start, shutdown, delete. MOMENT: before-call
                              (the request has not left), after-call (the cluster has executed it,
                              the answer is unread), after-answer (the step has read the answer,
                              nothing of it is recorded). Then run again without --crash-at.

            A simulated cluster in a process of its own, to try --config and --store on:
              mvn -q -pl examples -am compile exec:java
                  -Dexec.mainClass=dev.vmlifecycle.examples.SimulatorMain -Dexec.args="--help"

            Exit code: 0 done, 1 the run failed, 2 the command or its file is wrong.
            """;

    private HelpText() {}

    static List<String> lines() {
        return TEXT.lines().toList();
    }
}
