package dev.devledger.bootstrap.settings;

import dev.devledger.bootstrap.settings.ServiceProperties.ClickUpProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.TickTickProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.TrackingTimeProperties;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Collects the effective settings of a connector by name, without its secrets. */
public final class ShownSettings {
    private ShownSettings() {}

    public static Map<String, String> of(TickTickProperties ticktick, ConflictPolicies policies) {
        Map<String, String> shown =
                of(ticktick, ticktick.pollInterval(), ticktick.settle(), ticktick.budget(), policies);
        shown.put("list-name", ticktick.listName());
        shown.put("card-tasks", word(ticktick.cardTasks()));
        return Collections.unmodifiableMap(shown);
    }

    public static Map<String, String> of(ClickUpProperties clickup, ConflictPolicies policies) {
        Map<String, String> shown = of(clickup, clickup.pollInterval(), clickup.settle(), clickup.budget(), policies);
        shown.put("api-v3-url", clickup.apiV3Url().toString());
        shown.put("workspace", Objects.requireNonNullElse(clickup.workspace(), ""));
        shown.put("scope", clickup.scope());
        shown.put("space", Objects.requireNonNullElse(clickup.space(), ""));
        shown.put("placement", word(clickup.placement()));
        shown.put("abandoned-status", String.join(",", clickup.abandonedStatus()));
        shown.put("deletions", word(clickup.deletions()));
        shown.put("people", word(clickup.people()));
        shown.put(
                "webhook-url",
                clickup.webhookUrl() == null ? "" : clickup.webhookUrl().toString());
        return Collections.unmodifiableMap(shown);
    }

    public static Map<String, String> of(TrackingTimeProperties trackingtime, ConflictPolicies policies) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("mode", word(trackingtime.mode()));
        shown.put("account-id", Objects.requireNonNullElse(trackingtime.accountId(), ""));
        shown.put("api-url", trackingtime.apiUrl().toString());
        shown.put("time-limit", written(trackingtime.timeLimit()));
        shown.put("poll-interval", written(trackingtime.pollInterval()));
        shown.put("settle", written(trackingtime.settle()));
        shown.put("absence", written(trackingtime.absence()));
        shown.put("budget", trackingtime.budget());
        shown.put("placement", word(trackingtime.placement()));
        shown.put("people", word(trackingtime.people()));
        shown.put("window", trackingtime.window());
        shown.put("deletions", word(trackingtime.deletions()));
        shown.put("tools", word(trackingtime.tools()));
        putPolicies(shown, policies);
        return Collections.unmodifiableMap(shown);
    }

    private static Map<String, String> of(
            ServiceProperties service,
            Duration pollInterval,
            Duration settle,
            String budget,
            ConflictPolicies policies) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("mode", word(service.mode()));
        shown.put("account", service.account());
        shown.put("api-url", service.apiUrl().toString());
        shown.put("time-limit", written(service.timeLimit()));
        shown.put("poll-interval", written(pollInterval));
        shown.put("settle", written(settle));
        shown.put("budget", budget);
        putPolicies(shown, policies);
        return shown;
    }

    private static void putPolicies(Map<String, String> shown, ConflictPolicies policies) {
        shown.put("conflict-policy", word(policies.general()));
        new TreeMap<>(policies.byField())
                .forEach((field, policy) -> shown.put("conflict-policy." + word(field), word(policy)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String written(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }
}
