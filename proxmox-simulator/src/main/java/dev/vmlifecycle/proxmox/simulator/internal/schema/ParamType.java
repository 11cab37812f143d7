package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a parameter's text must look like. */
interface ParamType {

    /** The complaint about a value, in Proxmox's words. */
    Optional<String> complaint(String name, String value);

    /** Whether the API prints such a value as a JSON number. */
    default boolean printsAsNumber() {
        return false;
    }

    /** Text of limited length. */
    record Text(int maxLength) implements ParamType {
        @Override
        public Optional<String> complaint(String name, String value) {
            return value.length() > maxLength
                    ? Optional.of("value may only be " + maxLength + " characters long")
                    : Optional.empty();
        }
    }

    /** 0 or 1. */
    record Flag() implements ParamType {
        @Override
        public Optional<String> complaint(String name, String value) {
            return value.equals("0") || value.equals("1")
                    ? Optional.empty()
                    : Optional.of("type check ('boolean') failed - got '" + value + "'");
        }

        @Override
        public boolean printsAsNumber() {
            return true;
        }
    }

    /** A whole number or a decimal within limits. */
    record Numeric(boolean whole, double min, double max) implements ParamType {

        private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
        private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

        @Override
        public Optional<String> complaint(String name, String value) {
            if (!(whole ? WHOLE : DECIMAL).matcher(value).matches()) {
                String type = whole ? "integer" : "number";
                return Optional.of("type check ('" + type + "') failed - got '" + value + "'");
            }
            double number = Double.parseDouble(value);
            if (number < min) {
                return Optional.of("value must have a minimum value of " + print(min));
            }
            return number > max ? Optional.of("value must have a maximum value of " + print(max)) : Optional.empty();
        }

        @Override
        public boolean printsAsNumber() {
            return whole;
        }

        private static String print(double limit) {
            return Long.toString((long) limit);
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements ParamType {
        @Override
        public Optional<String> complaint(String name, String value) {
            return words.contains(value)
                    ? Optional.empty()
                    : Optional.of("value '" + value + "' does not have a value in the enumeration '"
                            + String.join(", ", words) + "'");
        }
    }

    /** One of many words, looked up by hash. */
    record OneOf(Set<String> words, Choice choice) implements ParamType {

        OneOf(List<String> words) {
            this(Set.copyOf(words), new Choice(words));
        }

        @Override
        public Optional<String> complaint(String name, String value) {
            return words.contains(value) ? Optional.empty() : choice.complaint(name, value);
        }
    }

    /** Text of limited length and a type of its own. */
    record Limited(int maxLength, ParamType type) implements ParamType {
        @Override
        public Optional<String> complaint(String name, String value) {
            return new Text(maxLength).complaint(name, value).or(() -> type.complaint(name, value));
        }
    }

    /** Text with a pattern of its own; the length is checked first. */
    record Matching(Pattern pattern, int maxLength) implements ParamType {
        @Override
        public Optional<String> complaint(String name, String value) {
            Optional<String> tooLong = new Text(maxLength).complaint(name, value);
            if (tooLong.isPresent() || pattern.matcher(value).matches()) {
                return tooLong;
            }
            return Optional.of("value does not match the regex pattern");
        }
    }

    /** Text with a named format and that format's own words. */
    record Formatted(Pattern pattern, String complaint) implements ParamType {
        @Override
        public Optional<String> complaint(String name, String value) {
            return pattern.matcher(value).matches()
                    ? Optional.empty()
                    : Optional.of("invalid format - " + complaint.replace("%s", value) + "\n");
        }
    }
}
