package dev.devledger.domain.time;

import dev.devledger.domain.shared.Rejection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rounds each entry of a report to whole steps; {@link Direction#NEAREST} rounds half a step up. */
public record Rounding(long stepSeconds, Direction direction) {
    public static final Rounding NONE = new Rounding(1, Direction.NEAREST);

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})(m|h)(?::(up|nearest|down))?");
    private static final long DAY = 86_400;

    public enum Direction {
        UP,
        NEAREST,
        DOWN
    }

    /**
     * Parses a text such as {@code 15m}, {@code 15m:up}, {@code 1h:down}; the default is nearest.
     *
     * @throws Rejection for any other text
     */
    public static Rounding parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long step = Long.parseLong(form.group(1)) * ("h".equals(form.group(2)) ? 3_600 : 60);
            if (step <= DAY) {
                String direction = form.group(3);
                return new Rounding(
                        step,
                        direction == null ? Direction.NEAREST : Direction.valueOf(direction.toUpperCase(Locale.ROOT)));
            }
        }
        throw Rejection.invalid(
                "rounding",
                "is not a step of 1m to 24h with a direction; such as 15m, 15m:up, 15m:nearest or 1h:down is expected");
    }

    public long round(long seconds) {
        long below = Math.floorDiv(seconds, stepSeconds) * stepSeconds;
        long rest = seconds - below;
        boolean up =
                switch (direction) {
                    case UP -> rest > 0;
                    case NEAREST -> rest > 0 && rest * 2 >= stepSeconds;
                    case DOWN -> false;
                };
        return up ? below + stepSeconds : below;
    }
}
