package dev.devledger.domain.shared;

/** What a text must not have in it. Plain loops, as every text of every command and of every imported row goes through. */
public final class Characters {

    private Characters() {}

    /** Whether a reader sees any of it. */
    public static boolean hasVisible(String text) {
        return !text.codePoints().allMatch(Characters::isInvisible);
    }

    private static boolean isInvisible(int letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || Character.isISOControl(letter)
                || Character.getType(letter) == Character.FORMAT // zero width, bidi controls, soft hyphen, tags
                || isIgnored(letter);
    }

    /** Letters and marks that Unicode lists as default ignorable, and the empty Braille cell, which looks like a space. */
    private static boolean isIgnored(int letter) {
        return switch (letter) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (letter >= 0x180B && letter <= 0x180D) // variation selectors, here and below
                        || (letter >= 0xFE00 && letter <= 0xFE0F)
                        || (letter >= 0xE0000 && letter <= 0xE0FFF);
        };
    }

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
