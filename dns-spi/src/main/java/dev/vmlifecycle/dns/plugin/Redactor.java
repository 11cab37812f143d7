package dev.vmlifecycle.dns.plugin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes secrets out of text before anybody sees it: as they are, percent-encoded, in Base64, and escaped as in JSON.
 *
 * <p>Also makes one line of the text and clips it, so that an answer of a server can stand in a message. Immutable.
 */
public final class Redactor {

    private static final int LONGEST = 300;

    private final List<String> forms;

    private Redactor(Collection<String> forms) {
        // the longest first: a form may contain another
        this.forms = forms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * {@return a redactor of these secrets}
     *
     * @param secrets the secrets; may be empty
     */
    public static Redactor of(Collection<ProviderSecret> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (ProviderSecret secret : secrets) {
            String value = secret.reveal();
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().encodeToString(bytes);
            String percent = URLEncoder.encode(value, StandardCharsets.UTF_8);
            forms.addAll(List.of(
                    value,
                    percent,
                    percent.replace("+", "%20"),
                    base64,
                    base64.replace("=", ""),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    value.replace("\\", "\\\\").replace("\"", "\\\"")));
        }
        return new Redactor(forms);
    }

    /**
     * {@return one line of at most some 300 characters without any of the secrets}
     *
     * @param text any text
     */
    public String clean(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, "***");
        }
        // a line break in a server's answer must not forge a line of a log
        clean = clean.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "..." : clean;
    }

    /**
     * Tells nothing of what it hides.
     *
     * @return one word
     */
    @Override
    public String toString() {
        return "Redactor";
    }
}
