package dev.devledger.application.entity;

import dev.devledger.domain.shared.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The refusals of a write of several items. Refusals of one code are gathered, so that the caller learns of all these
 * items at once; any other refusal ends the write, and names its item.
 */
public final class ItemRefusals {
    /** The fact that lists the items which changed after the caller read them, as the caller named them. */
    public static final String STALE = "stale";

    private final Rejection.Code gathered;
    private final Map<String, Rejection> refused = new LinkedHashMap<>();

    public ItemRefusals(Rejection.Code gathered) {
        this.gathered = gathered;
    }

    /** Runs the command or check of an item, by the name that the caller gave. */
    public void run(String name, Runnable command) {
        try {
            command.run();
        } catch (Rejection refusal) {
            if (refusal.code() != gathered) {
                throw named(name, refusal);
            }
            refused.put(name, refusal);
        }
    }

    /** Throws the refusal of all gathered items, if there are any. */
    public void throwIfAny(Function<Map<String, Rejection>, Rejection> together) {
        if (!refused.isEmpty()) {
            throw together.apply(refused);
        }
    }

    /**
     * Merges the refusals of outdated items. A single refusal keeps its missed changes; of several, only the names are
     * kept.
     */
    public static Rejection stale(Map<String, Rejection> refused) {
        List<String> names = List.copyOf(refused.keySet());
        Rejection first = named(names.getFirst(), refused.values().iterator().next());
        return (names.size() == 1
                        ? first
                        : Rejection.of(
                                Rejection.Code.STALE,
                                String.join(", ", names)
                                        + " were changed since you read them. Nothing was done. Read them"
                                        + " again, then send your change with the current versions."))
                .with(STALE, names);
    }

    private static Rejection named(String name, Rejection refused) {
        if (!refused.violations().isEmpty()) {
            return Rejection.invalid(refused.violations().stream()
                    .map(each -> new Rejection.Violation(each.field(), each.message() + " (" + name + ")"))
                    .toList());
        }
        Rejection named = Rejection.of(refused.code(), name + ": " + refused.detail());
        for (Map.Entry<String, Object> fact : refused.facts().entrySet()) {
            named = named.with(fact.getKey(), fact.getValue());
        }
        return named;
    }
}
