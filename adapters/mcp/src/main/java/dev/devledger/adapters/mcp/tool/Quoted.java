package dev.devledger.adapters.mcp.tool;

import java.util.regex.Pattern;

/**
 * Texts of people and other apps in an answer of lines. They are data: whatever is in them, they must not look like a line
 * of the answer's own.
 */
public final class Quoted {
    /** What ends a line for one reader or another, and what else is not seen. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private static final Pattern LINES = Pattern.compile("\\R");

    private static final int SENT = 60;

    private Quoted() {}

    /** All on one line. */
    public static String line(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    /** As it is, each line of it behind a mark. */
    public static String block(String text) {
        return block("  | ", text);
    }

    public static String block(String mark, String text) {
        StringBuilder block = new StringBuilder();
        for (String line : LINES.split(text, -1)) {
            block.append(mark).append(UNSEEN.matcher(line).replaceAll(" ")).append('\n');
        }
        return block.toString();
    }

    /** What a caller sent, so that it is recognised, but not all of it. */
    public static String sent(String text) {
        return '"' + line(cut(text, SENT)) + '"';
    }

    /** At most so many characters of it, with a mark where it was longer. */
    static String cut(String text, int most) {
        return text.length() > most ? start(text, most) + "…" : text;
    }

    /** The first characters of a longer text; not half of one. */
    public static String start(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
