package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parameters of one line of the table. */
final class ParameterWords {

    private ParameterWords() {}

    static Map<String, Endpoint.Parameter> read(String line, int major) {
        String[] words = line.split(" ", -1);
        Map<String, Endpoint.Parameter> parameters = new LinkedHashMap<>();
        placeholders(words[1], parameters);
        for (int i = 2; i < words.length; i++) {
            Versioned versioned = Versioned.parse(words[i]);
            boolean parameter =
                    !versioned.word().startsWith("!") && versioned.word().contains("=");
            if (parameter && versioned.in(major)) {
                parameter(versioned.word(), parameters);
            }
        }
        return parameters;
    }

    private static void parameter(String word, Map<String, Endpoint.Parameter> parameters) {
        boolean optional = word.endsWith("?");
        int eq = word.indexOf('=');
        ParamType type = ParamTypes.parse(word.substring(eq + 1, optional ? word.length() - 1 : word.length()));
        for (String name : EndpointTable.expand(word.substring(0, eq))) {
            parameters.put(name, new Endpoint.Parameter(type, optional));
        }
    }

    private static void placeholders(String template, Map<String, Endpoint.Parameter> parameters) {
        for (String segment : template.split("/", -1)) {
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1);
                ParamType type = ParamTypes.parse(EndpointTable.placeholderType(template, name));
                parameters.put(name, new Endpoint.Parameter(type, false));
            }
        }
    }
}
