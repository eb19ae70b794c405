package dev.devledger.application.sync;

import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.Cycles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong though the service answers, and does not go away by waiting.
 *
 * @param lists how each list was read
 * @param held how many operations wait for an approval
 * @param refused what is refused or not synced, in words
 * @param left what is left alone and is nobody's here, in words
 * @param closed what takes nothing from here
 * @param undeleted what could not be deleted there for long
 * @param names of the remote lists, as people know them
 */
record Trouble(
        Map<String, Cycles.Read> lists,
        int held,
        @Nullable String refused,
        @Nullable String left,
        List<Closures.Closure> closed,
        List<Undeleted> undeleted,
        UnaryOperator<String> names) {

    /** {@code since} then it was to be deleted there, and {@code reason} is why it was not the last time. */
    record Undeleted(Instant since, @Nullable String reason) {}

    /** For people, of the service of that title; null where nothing is wrong. */
    @Nullable
    String message(String title) {
        List<String> all = new ArrayList<>();
        unread(all);
        if (held > 0) {
            all.add(held + (held == 1 ? " change waits" : " changes wait") + " for your approval: GET"
                    + " /api/sync/approvals");
        }
        closed.forEach(each -> all.add(closed(each, title)));
        if (refused != null) {
            all.add(refused);
        }
        undeleted.stream()
                .min(Comparator.comparing(Undeleted::since))
                .ifPresent(oldest -> all.add(describe(oldest, title)));
        if (left != null) {
            all.add(left);
        }
        return all.isEmpty() ? null : String.join("; ", all);
    }

    private String describe(Undeleted oldest, String title) {
        return (undeleted.size() == 1 ? "one deleted project or task" : undeleted.size() + " deleted projects or tasks")
                + " could not be deleted in " + title + " since "
                + oldest.since().truncatedTo(ChronoUnit.SECONDS) + ": "
                + oldest.reason();
    }

    private String closed(Closures.Closure closure, String title) {
        String where = closure.list().isEmpty()
                ? "the " + title + " account"
                : "the list \"" + names.apply(closure.list()) + "\"";
        return where + " has accepted " + (closure.adding() ? "nothing new" : "no writes") + " since "
                + closure.since().truncatedTo(ChronoUnit.SECONDS) + ": " + closure.reason() + "; Devledger tries"
                + " again at "
                + closure.until().truncatedTo(ChronoUnit.SECONDS);
    }

    private void unread(List<String> into) {
        List<Cycles.Unread> unread = lists.values().stream()
                .map(Cycles.Read::unread)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Cycles.Unread::since).thenComparing(Cycles.Unread::name))
                .toList();
        if (!unread.isEmpty()) {
            into.add(unread.getFirst().describe()
                    + (unread.size() == 1 ? "" : "; lists not read: " + (unread.size() - 1) + " more"));
        }
    }
}
