package dev.devledger.adapters.sandbox.ticktick.common;

/** Names of lists, groups, columns and tags: 64 characters are the most of all of them; docs/ticktick.md, section 5. */
public final class Names {
    public static final int LONGEST = 64;

    private Names() {}

    /** Never through the middle of a character of two halves. */
    public static String cut(String name) {
        if (name.length() <= LONGEST) return name;
        int end = Character.isHighSurrogate(name.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return name.substring(0, end);
    }

    public static String fitting(String name) {
        if (name.isBlank()) throw Refusal.invalid("A name is required");
        if (name.length() > LONGEST) throw Refusal.invalid("The name is longer than " + LONGEST);
        return name;
    }
}
