package dev.devledger.bootstrap.settings;

import dev.devledger.domain.sync.merge.ConflictPolicies;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a connector that hold no secret, as they are in effect, by the names that they are set by. */
public final class ShownSettings {
    private ShownSettings() {}

    public static Map<String, String> of(TickTickProperties ticktick, ConflictPolicies policies) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("mode", word(ticktick.mode()));
        shown.put("account", ticktick.account());
        shown.put("api-url", ticktick.apiUrl().toString());
        shown.put("time-limit", written(ticktick.timeLimit()));
        shown.put("poll-interval", written(ticktick.pollInterval()));
        shown.put("settle", written(ticktick.settle()));
        shown.put("budget", ticktick.budget());
        shown.put("list-name", ticktick.listName());
        shown.put("card-tasks", word(ticktick.cardTasks()));
        shown.put("conflict-policy", word(policies.general()));
        new TreeMap<>(policies.byField())
                .forEach((field, policy) -> shown.put("conflict-policy." + word(field), word(policy)));
        return Collections.unmodifiableMap(shown);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String written(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }
}
