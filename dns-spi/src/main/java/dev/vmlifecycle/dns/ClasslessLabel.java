package dev.vmlifecycle.dns;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first label of a classless reverse zone below a /24: {@code a/len}, {@code a-len} or {@code a-b}.
 *
 * <p>RFC 2317 writes {@code 0/26} and suggests a hyphen where the slash is not liked, so {@code 0-26} may be a prefix, while
 * {@code 0-63} is a range in common use. A hyphen is a range when it spans an aligned block of at least two addresses, else
 * a prefix. One double meaning is left, {@code a-31}, and is taken as a range; an explicit network overrides it.
 */
record ClasslessLabel(int first, int prefixLength, boolean isRange) {

    private static final Pattern FORM = Pattern.compile("([0-9]+)([-/])([0-9]+)");

    static Optional<ClasslessLabel> parse(String label) {
        Matcher form = FORM.matcher(label);
        if (!form.matches()) {
            return Optional.empty();
        }
        int first = Ipv4Text.octet(form.group(1));
        int second = Ipv4Text.octet(form.group(3));
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        boolean hyphen = form.group(2).equals("-");
        return hyphen && isBlock(first, second) ? Optional.of(range(first, second)) : prefix(first, second);
    }

    private static boolean isBlock(int first, int last) {
        int size = last - first + 1;
        return size >= 2 && Integer.bitCount(size) == 1 && first % size == 0;
    }

    private static ClasslessLabel range(int first, int last) {
        return new ClasslessLabel(first, 32 - Integer.numberOfTrailingZeros(last - first + 1), true);
    }

    private static Optional<ClasslessLabel> prefix(int first, int length) {
        boolean aligned = length >= 25 && length <= 32 && first % (1 << (32 - length)) == 0;
        return aligned ? Optional.of(new ClasslessLabel(first, length, false)) : Optional.empty();
    }
}
