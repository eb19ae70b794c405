package dev.devledger.adapters.mcp.writing;

import dev.devledger.application.task.NewTask;
import dev.devledger.domain.shared.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the rows of one call call its new tasks, such as {@code #2}. Where the call is refused there are no such tasks, and
 * the next ones get their keys: so nobody is told these.
 */
final class RowNumbers {
    private static final Pattern KEY = Pattern.compile("T--?[0-9]+");

    private final Map<String, String> byKey = new HashMap<>();

    /** Before each try: the next one takes other keys. */
    void begin() {
        byKey.clear();
    }

    /** What the next row has made. */
    void add(NewTask made) {
        byKey.put(made.key().toString(), "#" + (byKey.size() + 1));
    }

    Rejection named(Rejection refused) {
        if (refused.code() != Rejection.Code.DEPENDENCY_CYCLE) {
            return refused;
        }
        Rejection named = Rejection.of(refused.code(), named(refused.detail()));
        for (Map.Entry<String, Object> fact : refused.facts().entrySet()) {
            named = named.with(fact.getKey(), fact.getValue() instanceof List<?> keys ? named(keys) : fact.getValue());
        }
        return named;
    }

    private String named(String words) {
        return KEY.matcher(words).replaceAll(key -> Matcher.quoteReplacement(name(key.group())));
    }

    private List<String> named(List<?> keys) {
        return keys.stream().map(key -> name(key.toString())).toList();
    }

    private String name(String key) {
        return byKey.getOrDefault(key, key);
    }
}
