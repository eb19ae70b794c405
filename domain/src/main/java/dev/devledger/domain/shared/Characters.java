package dev.devledger.domain.shared;

/** What a text must not have in it. Plain loops, as every text of every command and of every imported row goes through. */
public final class Characters {

    private Characters() {}

    public static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** But line breaks and tabs. */
    public static boolean hasControlInLines(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isISOControl(letter) && letter != '\n' && letter != '\r' && letter != '\t') {
                return true;
            }
        }
        return false;
    }

    /** Half of a surrogate pair is no character and has no UTF-8, so nothing can keep it as it is. */
    public static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return true;
                }
                i++; // the pair's other half
            }
        }
        return false;
    }
}
