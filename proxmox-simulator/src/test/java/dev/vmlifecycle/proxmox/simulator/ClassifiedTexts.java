package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts the client classifies, read from its rules: one pattern for each alternative that stands in one of them. */
final class ClassifiedTexts {

    private static final Pattern GROUP = Pattern.compile("\\((?:\\?:)?([^()?]*\\|[^()]*)\\)");

    private ClassifiedTexts() {}

    static Set<String> patterns() {
        Set<String> patterns = new LinkedHashSet<>();
        try {
            Class<?> rules = Class.forName(ProxmoxErrors.class.getPackageName() + ".TextRules");
            Field field = rules.getDeclaredField("RULES");
            field.setAccessible(true);
            for (Object rule : (List<?>) field.get(null)) {
                Method pattern = rule.getClass().getDeclaredMethod("pattern");
                pattern.setAccessible(true);
                expand(((Pattern) pattern.invoke(rule)).pattern(), patterns);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the client's rules have moved: read them from where they are now", e);
        }
        return patterns;
    }

    /** Alternatives at the top, and those of groups without groups in them, each for itself. */
    private static void expand(String regex, Set<String> into) {
        Matcher group = GROUP.matcher(regex);
        if (group.find()) {
            for (String choice : group.group(1).split("\\|", -1)) {
                expand(regex.substring(0, group.start()) + choice + regex.substring(group.end()), into);
            }
            return;
        }
        into.addAll(top(regex));
    }

    private static List<String> top(String regex) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            boolean escaped = i > 0 && regex.charAt(i - 1) == '\\';
            if (!escaped && (c == '(' || c == '[')) {
                depth++;
            } else if (!escaped && (c == ')' || c == ']')) {
                depth--;
            } else if (c == '|' && depth == 0) {
                parts.add(regex.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(regex.substring(start));
        return parts;
    }
}
