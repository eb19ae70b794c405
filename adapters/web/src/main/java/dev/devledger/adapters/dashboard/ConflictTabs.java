package dev.devledger.adapters.dashboard;

import dev.devledger.application.sync.memory.ConflictView.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states that conflicts are in, each with how many there are. */
record ConflictTabs(State shown, Map<State, Integer> counts) {

    /** @param current of the one that is shown, {@code page}; null of the others */
    record Tab(
            String href, String words, int count, @Nullable String current) {}

    List<Tab> all() {
        return Arrays.stream(State.values()).map(this::tab).toList();
    }

    private Tab tab(State state) {
        return new Tab(
                state == State.OPEN
                        ? "/conflicts"
                        : "/conflicts?state=" + state.name().toLowerCase(Locale.ROOT),
                words(state),
                counts.getOrDefault(state, 0),
                state == shown ? "page" : null);
    }

    private static String words(State state) {
        return switch (state) {
            case OPEN -> "open";
            case APPLIED -> "settled by rule";
            case RESOLVED -> "decided";
            case OBSOLETE -> "ended by themselves";
        };
    }
}
