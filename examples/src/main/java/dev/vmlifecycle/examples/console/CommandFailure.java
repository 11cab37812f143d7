package dev.vmlifecycle.examples.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command ends here: an exit code and, for people, a sentence per fault that names the value and what was expected. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int RUN = 1;
    private static final int USAGE = 2;

    /** What the process ends with. */
    private final int exitCode;

    private final transient List<String> sentences;

    private CommandFailure(int exitCode, List<String> sentences, @Nullable Throwable cause) {
        super(String.join("; ", sentences), cause);
        this.exitCode = exitCode;
        this.sentences = List.copyOf(sentences);
    }

    /**
     * The command was called wrongly: options, files, settings. Exit code 2.
     *
     * @param sentences one for each fault
     * @return the failure
     */
    public static CommandFailure usage(List<String> sentences) {
        return new CommandFailure(USAGE, sentences, null);
    }

    /**
     * The command was called wrongly. Exit code 2.
     *
     * @param sentence the fault
     * @return the failure
     */
    public static CommandFailure usage(String sentence) {
        return usage(List.of(sentence));
    }

    /**
     * The command could not do what it was called for. Exit code 1.
     *
     * @param sentences one for each fault
     * @return the failure
     */
    public static CommandFailure failed(List<String> sentences) {
        return new CommandFailure(RUN, sentences, null);
    }

    /**
     * The command could not do what it was called for. Exit code 1.
     *
     * @param sentence the fault
     * @param cause what lies below, shown with {@code --debug}
     * @return the failure
     */
    public static CommandFailure failed(String sentence, @Nullable Throwable cause) {
        return new CommandFailure(RUN, List.of(sentence), cause);
    }

    /**
     * Runs a command and tells of its failure on the console.
     *
     * @param name the command's name, in front of each sentence
     * @param console where to tell
     * @param debug whether stack traces are shown
     * @param body the command
     * @return the exit code
     */
    public static int guard(String name, Console console, boolean debug, Runnable body) {
        try {
            body.run();
            return 0;
        } catch (CommandFailure e) {
            e.sentences.forEach(sentence -> console.complain(name + ": " + oneLine(sentence)));
            trace(console, debug, e);
            return e.exitCode;
        } catch (RuntimeException e) {
            console.complain(name + ": unexpected " + e.getClass().getSimpleName() + ": "
                    + oneLine(String.valueOf(e.getMessage())) + " (--debug shows where)");
            trace(console, debug, e);
            return RUN;
        }
    }

    private static void trace(Console console, boolean debug, Throwable failure) {
        if (debug) {
            failure.printStackTrace(console.err());
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
