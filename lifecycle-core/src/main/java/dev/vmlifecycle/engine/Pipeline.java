package dev.vmlifecycle.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An ordered table of rows <i>state · label · step</i>; the next state is the next row's. Immutable and thread-safe.
 *
 * <p>A subject's pointer is the name of the last completed state, so that a new release may add rows without losing anybody.
 *
 * @param <C> what the steps work on
 */
public final class Pipeline<C> {

    private final String name;
    private final int version;
    private final Map<String, Row<C>> rows;
    private final List<Row<C>> order;
    private final String endState;
    private final Set<String> haltStates;

    private Pipeline(Builder<C> builder, String endState) {
        this.name = builder.name;
        this.version = builder.version;
        this.order = List.copyOf(builder.rows);
        this.rows = byState(order);
        this.endState = endState;
        this.haltStates = new LinkedHashSet<>(builder.halts);
    }

    /**
     * Starts a definition.
     *
     * @param contextType what the steps work on
     * @param name the pipeline's name, persisted with each subject
     * @param <C> what the steps work on
     * @return a builder; defaults: version 1, no halt states
     * @throws IllegalArgumentException when the name is empty
     */
    public static <C> Builder<C> of(Class<C> contextType, String name) {
        return new Builder<>(requireName("pipeline", name));
    }

    /**
     * The name, as persisted.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The name, as shown to people.
     *
     * @return {@code Change package} for {@code change_package}
     */
    public String title() {
        return TextFormat.title(name);
    }

    /**
     * Where a subject begins.
     *
     * @return the first row's state
     */
    public String initialState() {
        return order.get(0).state();
    }

    /**
     * Where a subject ends well.
     *
     * @return the state behind the last row
     */
    public String endState() {
        return endState;
    }

    /**
     * Where a subject may end and need a human.
     *
     * @return the declared states, in order of declaration
     */
    public Set<String> haltStates() {
        return Set.copyOf(haltStates);
    }

    /**
     * The definition's version, stored with each pointer.
     *
     * @return 1 or more
     */
    public int version() {
        return version;
    }

    /**
     * The table.
     *
     * @return the rows in order
     */
    public List<Row<C>> rows() {
        return order;
    }

    /**
     * What runs next for a subject that stands in a state.
     *
     * @param state the last completed state
     * @return its row; empty for an end, halt or unknown state
     */
    public Optional<Row<C>> rowAfter(String state) {
        return Optional.ofNullable(rows.get(state));
    }

    /**
     * Prints the table: state, label and policy in columns, then the end state, then the halt states.
     *
     * @return lines, each ended by a line feed
     */
    public String render() {
        int states = order.stream().mapToInt(row -> row.state().length()).max().orElse(0);
        int labels = order.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (Row<C> row : order) {
            String line = pad(row.state(), states) + "  " + pad(row.label(), labels) + "  " + row.policy();
            table.append(line.stripTrailing()).append('\n');
        }
        table.append(endState).append("  (end)\n");
        haltStates.forEach(state -> table.append(state).append("  (halt)\n"));
        return table.toString();
    }

    boolean isRest(String state) {
        return state.equals(endState) || haltStates.contains(state);
    }

    boolean has(String state) {
        return rows.containsKey(state) || isRest(state);
    }

    /** Whether the row after {@code later} may send the pointer back to {@code earlier}. */
    boolean goesBackTo(String earlier, String later) {
        return rowAfter(later).stream()
                .flatMap(row -> row.policies().stream())
                .anyMatch(policy -> policy instanceof RowPolicy.WithinTicks within
                        && within.returnTo().equals(earlier));
    }

    String stateAfter(Row<C> row) {
        int next = order.indexOf(row) + 1;
        return next < order.size() ? order.get(next).state() : endState;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static <C> Map<String, Row<C>> byState(List<Row<C>> order) {
        Map<String, Row<C>> rows = new LinkedHashMap<>();
        order.forEach(row -> rows.put(row.state(), row));
        return rows;
    }

    private static String requireName(String what, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(what + ": empty (expected: a name)");
        }
        return name;
    }

    /**
     * Collects rows. Confine to one thread.
     *
     * @param <C> what the steps work on
     */
    public static final class Builder<C> {
        private final String name;
        private final List<Row<C>> rows = new ArrayList<>();
        private final Set<String> halts = new LinkedHashSet<>();
        private int version = 1;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a row.
         *
         * @param state the state already reached
         * @param label the label of what comes next
         * @param step what runs
         * @return this
         */
        public Builder<C> at(String state, String label, Step<? super C> step) {
            rows.add(new Row<>(requireName("state", state), requireName("label", label), step));
            return this;
        }

        /**
         * Declares a state that {@link StepResult.Halted} may name.
         *
         * @param state the state
         * @return this
         */
        public Builder<C> halt(String state) {
            halts.add(requireName("halt state", state));
            return this;
        }

        /**
         * Sets the definition's version.
         *
         * @param number 1 or more
         * @return this
         * @throws IllegalArgumentException when it is below 1
         */
        public Builder<C> version(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("version: " + number + " (expected: at least 1)");
            }
            version = number;
            return this;
        }

        /**
         * Ends the table.
         *
         * @param state the state behind the last row
         * @return the pipeline
         * @throws IllegalArgumentException when there is no row, a state occurs twice, or a policy names a state that is not
         *     there
         */
        public Pipeline<C> end(String state) {
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("pipeline " + name + ": no rows (expected: at least one)");
            }
            checkUnique(requireName("end state", state));
            Set<String> states = new HashSet<>();
            rows.forEach(row -> states.add(row.state()));
            rows.forEach(row -> row.policies().forEach(policy -> check(row, policy, states)));
            return new Pipeline<>(this, state);
        }

        private void checkUnique(String end) {
            List<String> all = new ArrayList<>();
            rows.forEach(row -> all.add(row.state()));
            all.add(end);
            all.addAll(halts);
            Set<String> seen = new HashSet<>();
            for (String state : all) {
                if (!seen.add(state)) {
                    throw new IllegalArgumentException(
                            "pipeline " + name + ": state " + state + " twice (expected: each state once)");
                }
            }
        }

        private void check(Row<C> row, RowPolicy policy, Set<String> states) {
            if (policy instanceof RowPolicy.WithinTicks within && !states.contains(within.returnTo())) {
                throw new IllegalArgumentException("pipeline " + name + ", row " + row.state() + ": back to "
                        + within.returnTo() + " (expected: the state of a row)");
            }
            if (policy instanceof RowPolicy.GiveUpAfter giveUp && !halts.contains(giveUp.haltState())) {
                throw new IllegalArgumentException("pipeline " + name + ", row " + row.state() + ": give up to "
                        + giveUp.haltState() + " (expected: a declared halt state)");
            }
        }
    }
}
