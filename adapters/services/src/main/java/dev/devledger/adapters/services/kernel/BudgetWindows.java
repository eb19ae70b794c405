package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.CallLog.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The setting of the budget: {@code 95/60s,285/300s}, or {@code off}, which is no window. */
public final class BudgetWindows {
    private static final Pattern WINDOW = Pattern.compile("(\\d{1,6})/(\\d{1,6})(ms|s|m|h)");

    private BudgetWindows() {}

    /** @throws IllegalArgumentException where it is no budget; says what is expected */
    public static List<Window> parse(String budget) {
        String text = budget.strip().toLowerCase(Locale.ROOT);
        if (text.equals("off")) {
            return List.of();
        }
        return Arrays.stream(text.split(",", -1))
                .map(part -> window(part.strip(), budget))
                .toList();
    }

    private static Window window(String part, String budget) {
        Matcher matcher = WINDOW.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("The budget \"" + budget
                    + "\" is not understood; calls/time is expected, such as 95/60s,285/300s, or off");
        }
        long amount = Long.parseLong(matcher.group(2));
        Duration length =
                switch (matcher.group(3)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofSeconds(amount);
                };
        int limit = Integer.parseInt(matcher.group(1));
        if (limit == 0 || length.isZero()) {
            throw new IllegalArgumentException("The budget \"" + budget + "\" lets no call through");
        }
        return new Window(length, limit);
    }
}
