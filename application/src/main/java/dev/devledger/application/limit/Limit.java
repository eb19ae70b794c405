package dev.devledger.application.limit;

import java.util.regex.Pattern;

/** At most so many of something. */
public record Limit(int most) {
    public static final Limit OFF = new Limit(Integer.MAX_VALUE);

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /**
     * As a setting has it: a number, or {@code off}.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public static Limit of(String text) {
        // An unquoted off in YAML arrives as false.
        if (text.equals("off") || text.equals("false")) {
            return OFF;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is neither a number from 1 to 999999999 nor off");
        }
        return new Limit(Integer.parseInt(text));
    }

    public boolean isOff() {
        return most == OFF.most;
    }

    @Override
    public String toString() {
        return isOff() ? "off" : Integer.toString(most);
    }
}
