package dev.devledger.adapters.ticktick;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The budget of one node, as logs of call times over sliding windows. It never sleeps. A call counts from its start
 * until a window after its end, because nobody knows when in between the remote counted it.
 */
final class RateLimit implements CallBudget {
    /** TickTick recovers after about a minute without traffic (fact sheet, section 2); where no window says otherwise. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** When a minute was not enough, the longer window is the one that is full (sync design, section 6). */
    static final Duration LONG_PAUSE = Duration.ofMinutes(5);

    private static final Pattern WINDOW = Pattern.compile("(\\d{1,6})/(\\d{1,6})(ms|s|m|h)");

    private final List<Window> windows;
    private final long pause;
    private final long longPause;
    private final LongSupplier nanos;
    private final Deque<Long> ends = new ArrayDeque<>();
    private int underWay;
    private long sent;
    private boolean exceededBefore;
    private long pausedUntil;

    RateLimit(String budget, LongSupplier nanos) {
        this.windows = parse(budget);
        // A window of the remote is empty again after its length without a call.
        this.pause = windows.stream().mapToLong(Window::nanos).min().orElse(PAUSE.toNanos());
        this.longPause = windows.stream().mapToLong(Window::nanos).max().orElse(LONG_PAUSE.toNanos());
        this.nanos = nanos;
    }

    @Override
    public synchronized Optional<Duration> start(Caller caller) {
        long now = now();
        long wait = pauseLeft(now);
        for (Window window : windows) {
            wait = Math.max(wait, waitFor(window, window.share(caller), now));
        }
        if (wait > 0) {
            return Optional.of(Duration.ofNanos(wait));
        }
        underWay++;
        sent++;
        return Optional.empty();
    }

    @Override
    public synchronized void ended() {
        underWay--;
        ends.addLast(nanos.getAsLong());
    }

    @Override
    public synchronized Duration exceeded() {
        long now = now();
        if (pauseLeft(now) == 0) { // else several calls under way are told the same
            boolean again = exceededBefore && now - pausedUntil < pause;
            exceededBefore = true;
            pausedUntil = now + (again ? longPause : pause);
        }
        return Duration.ofNanos(pauseLeft(now));
    }

    @Override
    public synchronized List<Use> use() {
        long now = now();
        return windows.stream()
                .map(window -> new Use(window.length(), window.limit(), used(window, now)))
                .toList();
    }

    @Override
    public synchronized long sent() {
        return sent;
    }

    /** Reads the clock and forgets what no window sees any more. */
    private long now() {
        long now = nanos.getAsLong();
        long longest = windows.stream().mapToLong(Window::nanos).max().orElse(0);
        while (!ends.isEmpty() && now - ends.getFirst() >= longest) {
            ends.removeFirst();
        }
        return now;
    }

    private long pauseLeft(long now) {
        return exceededBefore ? Math.max(0, pausedUntil - now) : 0;
    }

    private int used(Window window, long now) {
        return underWay
                + (int) ends.stream().filter(end -> now - end < window.nanos()).count();
    }

    /** How long until so many calls have left the window that one more fits into the share. */
    private long waitFor(Window window, int share, long now) {
        int tooMany = used(window, now) - share + 1;
        if (tooMany <= 0) {
            return 0;
        }
        Iterator<Long> leaving =
                ends.stream().filter(end -> now - end < window.nanos()).iterator();
        long wait = window.nanos(); // calls under way leave no earlier than that
        for (int left = 1; left <= tooMany && leaving.hasNext(); left++) {
            long end = leaving.next();
            wait = left == tooMany ? end + window.nanos() - now : window.nanos();
        }
        return wait;
    }

    private static List<Window> parse(String budget) {
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
        return new Window(limit, length);
    }

    private record Window(int limit, Duration length) {
        // Of 285 calls the sync leaves 25 to those who wait (sync design, section 7), and of others in proportion.
        private static final int INTERACTIVE = 25;
        private static final int OF = 285;

        int share(Caller caller) {
            return switch (caller) {
                case INTERACTIVE -> limit;
                case BACKGROUND -> limit - limit * INTERACTIVE / OF;
            };
        }

        long nanos() {
            return length.toNanos();
        }
    }
}
