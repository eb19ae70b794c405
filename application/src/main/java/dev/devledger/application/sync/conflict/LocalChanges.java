package dev.devledger.application.sync.conflict;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.domain.sync.merge.AppliedSide;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who made the ledger's side of a conflict what it is, as the history has it. */
public record LocalChanges(HistoryQueries history) {
    /** What was changed longer ago than so many changes is not looked for. */
    private static final int MOST = 20;

    private static final String DELETED = ".deleted";

    ConflictView in(ConflictView conflict) {
        return newest(conflict)
                .map(entry -> conflict.changed(who(entry), entry.at()))
                .orElse(conflict);
    }

    private Optional<HistoryView> newest(ConflictView conflict) {
        HistoryFilter before = HistoryFilter.ALL.with(to -> {
            to.entity = conflict.entity().id();
            to.until = end(conflict);
        });
        return history.list(before, new PageRequest(MOST, null)).items().stream()
                .filter(entry -> !entry.actor().equals(conflict.connector()))
                .filter(entry -> isOfSide(entry, conflict))
                .findFirst();
    }

    /** What came after a policy, or a person, had settled it is of no side. */
    private static @Nullable Instant end(ConflictView conflict) {
        return conflict.applied() == AppliedSide.NONE ? conflict.resolvedAt() : conflict.firstSeenAt();
    }

    private static boolean isOfSide(HistoryView entry, ConflictView conflict) {
        return switch (conflict.kind()) {
            case FIELD -> changes(entry, fields(conflict));
            case EXISTENCE -> conflict.local() != null || entry.event().endsWith(DELETED);
            case MATCH -> false;
        };
    }

    private static boolean changes(HistoryView entry, Set<String> fields) {
        return entry.changes().stream().anyMatch(change -> fields.contains(change.field()));
    }

    /** As the history calls them. */
    private static Set<String> fields(ConflictView conflict) {
        return Stream.ofNullable(conflict.field())
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .flatMap(name -> switch (name) {
                    case "dates" -> Stream.of("startDate", "dueDate", "timeZone");
                    case "parentId" -> Stream.of("parentId", "projectId");
                    default -> Stream.of(name);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String who(HistoryView entry) {
        return entry.agent() == null ? entry.actor() : entry.agent();
    }
}
