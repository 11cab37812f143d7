package dev.vmlifecycle.proxmox.recorded;

import java.util.List;
import java.util.Random;

/** Changes a text the way a new server version, a careless tool or a broken file would. */
final class Mutator {

    private static final String ALPHABET = "abzAZ019=,;: .-_/%\"'\\\n\u00e9\u20ac";

    private final Random random;
    private final List<String> corpus;

    Mutator(long seed, List<String> corpus) {
        this.random = new Random(seed);
        this.corpus = List.copyOf(corpus);
    }

    /** One of the corpus, changed in one to three places. */
    String next() {
        String text = any();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            text = changed(text);
        }
        return text;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    private String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(4));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + letter() + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(to);
            case 2 -> text.substring(0, at) + letter() + text.substring(to);
            case 3 -> text + "," + letter() + letter() + "=" + letter();
            case 4 -> text.substring(0, at) + text.substring(at, to) + text.substring(at);
            default -> splice(text);
        };
    }

    // the head of one, the tail of another, joined at a comma as lists are
    private String splice(String text) {
        String other = any();
        return text.substring(0, Math.max(0, text.indexOf(','))) + other.substring(Math.max(0, other.lastIndexOf(',')));
    }

    private String any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private char letter() {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
}
