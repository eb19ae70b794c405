package dev.devledger.adapters.mcp.tool;

import java.util.regex.Pattern;

/**
 * Quotes texts of people and other apps in an answer of lines. The texts are data: whatever they contain, they must not
 * look like a line of the answer.
 */
public final class Quoted {
    /** Line ends of all kinds, and other invisible characters. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private static final Pattern LINES = Pattern.compile("\\R");

    private static final int SENT = 60;

    private Quoted() {}

    /** Returns the text on one line. */
    public static String line(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    /** Returns the text with a mark before each line. */
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

    /** Quotes a caller's value, shortened but recognisable. */
    public static String sent(String text) {
        return '"' + line(cut(text, SENT)) + '"';
    }

    /** Returns the text up to the given number of characters, with a mark if the text was longer. */
    public static String cut(String text, int most) {
        return text.length() > most ? start(text, most) + "…" : text;
    }

    /** Returns the first characters of a longer text. Does not split a surrogate pair. */
    public static String start(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
