package dev.devledger.bench.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills in what differs from request to request: <code>{n}</code> is the number of the request, <code>{pick}</code> the
 * next one of the list, and <code>{turn:a|b}</code> is a in one round through the list and b in the next.
 */
final class Wording {
    private final AtomicLong made = new AtomicLong();

    String next(String template, List<String> picks) {
        if (template.indexOf('{') < 0) {
            return template;
        }
        long n = made.getAndIncrement();
        String text = template.replace("{n}", Long.toString(n));
        if (picks.isEmpty()) {
            return text;
        }
        return turned(text.replace("{pick}", picks.get((int) (n % picks.size()))), (n / picks.size()) % 2 == 0);
    }

    private static String turned(String text, boolean first) {
        int from = text.indexOf("{turn:");
        if (from < 0) {
            return text;
        }
        int bar = text.indexOf('|', from);
        int to = text.indexOf('}', bar);
        String word = first ? text.substring(from + "{turn:".length(), bar) : text.substring(bar + 1, to);
        return text.substring(0, from) + word + text.substring(to + 1);
    }

    /** By name, so that a later order goes on where an earlier one ended. */
    static final class Wordings {
        private final Map<String, Wording> byName = new HashMap<>();

        Wording of(String name) {
            return byName.computeIfAbsent(name, any -> new Wording());
        }
    }
}
