package dev.vmlifecycle.proxmox.agent;

import java.util.OptionalInt;

/**
 * State of a program the agent started. Once it told of the end, the agent forgets the program.
 *
 * @param exited whether it ended; there is no output before
 * @param exitCode absent while it runs and when a signal ended it
 * @param signal the signal that ended it, or the exception on Windows
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error
 * @param truncated whether either is cut
 */
public record ExecStatus(
        boolean exited, OptionalInt exitCode, OptionalInt signal, String output, String errors, boolean truncated) {

    /** {@return whether it ended with exit code 0} */
    public boolean isSuccess() {
        return exited && exitCode.orElse(-1) == 0;
    }

    /** {@return how it ended; never its output, which may be confidential} */
    @Override
    public String toString() {
        return exited ? "exited " + (exitCode.isPresent() ? exitCode : signal) : "running";
    }
}
