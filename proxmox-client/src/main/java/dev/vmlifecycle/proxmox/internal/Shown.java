package dev.vmlifecycle.proxmox.internal;

/** Text of others in our messages: short, and on one line, so that it can neither flood a log nor forge a line of it. */
public final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    /**
     * {@return the text in quotes, cut after 80 characters, with {@code ?} for what is no visible character}
     *
     * @param value whatever was given
     */
    public static String of(Object value) {
        String text = value.toString();
        StringBuilder shown = new StringBuilder("'");
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(isVisible(c) ? c : '?'));
        shown.append('\'');
        if (text.codePointCount(0, text.length()) > LONGEST) {
            shown.append("… of ").append(text.length()).append(" characters");
        }
        return shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
