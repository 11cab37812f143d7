package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.net.IDN;
import java.util.Locale;

/** What one label of a name may be, and how it is brought to its canonical form. */
final class Labels {

    private static final int LONGEST = 63;
    // IDNA2003, all the JDK knows, and IDNA2008 send these to different domains: sharp s, final sigma, the two joiners
    private static final String AMBIGUOUS = "\u00df\u03c2\u200c\u200d";

    private Labels() {}

    /** The label in lower-case ASCII. The slash is for classless reverse zones, RFC 2317. */
    static String canonical(String label, String name) {
        String ascii = toAscii(label, name).toLowerCase(Locale.ROOT);
        if (ascii.isEmpty() || ascii.length() > LONGEST) {
            throw refused("name", name, "labels of 1.." + LONGEST + " characters");
        }
        if (!ascii.equals("*") && !ascii.chars().allMatch(c -> isLetterDigitHyphen(c) || c == '_' || c == '/')) {
            throw refused("name", name, "labels of letters, digits, '-', '_' and '/', or '*' alone");
        }
        return ascii;
    }

    private static String toAscii(String label, String name) {
        if (label.chars().allMatch(c -> c < 128)) {
            return label;
        }
        if (label.chars().anyMatch(c -> AMBIGUOUS.indexOf(c) >= 0)) {
            throw refused("name", name, "this label as an A-label (xn--...), IDNA2003 and IDNA2008 differ on it");
        }
        try {
            return IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            IllegalArgumentException refusal = refused("name", name, "an international name by the rules of IDNA");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Letters, digits, hyphen, and no hyphen at either end: RFC 952 and RFC 1123. */
    static boolean isHostLabel(String label) {
        return label.chars().allMatch(Labels::isLetterDigitHyphen) && !label.startsWith("-") && !label.endsWith("-");
    }

    static boolean isDigits(String label) {
        return label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isLetterDigitHyphen(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}
