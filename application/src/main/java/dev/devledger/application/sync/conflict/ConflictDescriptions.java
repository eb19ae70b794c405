package dev.devledger.application.sync.conflict;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Effect;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes conflicts for a person before a choice: the author of the ledger's side, and the effect of each choice. */
public record ConflictDescriptions(
        Conflicts conflicts, Connectors connectors, ConflictDescriptions.LocalChangeAuthors changes) {

    /** As {@link Conflicts#list(String, State, PageRequest)}. */
    public Page<ConflictView> list(@Nullable String connector, @Nullable State state, PageRequest page) {
        Page<ConflictView> found = conflicts.list(connector, state, page);
        return new Page<>(found.items().stream().map(this::told).toList(), found.nextCursor());
    }

    public Optional<ConflictView> find(UUID id) {
        return conflicts.find(id).map(this::told);
    }

    private ConflictView told(ConflictView conflict) {
        String service = title(conflict.connector());
        ConflictEffects effects = new ConflictEffects(
                conflicts.spoken(conflict),
                service,
                conflict.alsoIn().stream()
                        .map(other -> title(other.connector()))
                        .distinct()
                        .toList());
        return changes.in(conflict).telling(effects.all());
    }

    /** As {@link #find} and {@link #list}, with keys and titles instead of ids. */
    public ConflictView spoken(ConflictView conflict) {
        return conflicts.spoken(conflict);
    }

    /** The service's name for people. */
    public String title(String connector) {
        return connectors.titleOrName(connector);
    }

    /**
     * Describes the effect of each choice of a conflict before it is made.
     *
     * @param service the other side's name for people
     * @param others the names, for people, of the other services for which the same choice counts
     */
    record ConflictEffects(ConflictView conflict, String service, List<String> others) {

        List<Effect> all() {
            return conflict.choices().stream()
                    .map(choice -> new Effect(choice, of(choice)))
                    .toList();
        }

        private String of(Choice choice) {
            return switch (choice) {
                case LOCAL -> local() + alsoThere();
                case REMOTE -> remote() + alsoThere();
                case VALUE ->
                    conflict.kind() == Kind.MATCH
                            ? "The object that you choose is linked with " + entity() + ", and gets what Devledger has."
                            : "Devledger and " + service + " both get the " + field() + " that you write."
                                    + alsoThere();
                case DETACH -> "Both sides stay as they are, and are no longer synced.";
            };
        }

        private String alsoThere() {
            return conflict.kind() == Kind.FIELD && !others.isEmpty()
                    ? " " + String.join(" and ", others) + (others.size() == 1 ? " gets" : " get") + " it too."
                    : "";
        }

        private String local() {
            return switch (conflict.kind()) {
                case FIELD -> chosen(conflict.local(), "Devledger", service, AppliedSide.LOCAL);
                case EXISTENCE -> localExistence();
                case MATCH -> "A new one is created in " + service + ".";
            };
        }

        private String remote() {
            return switch (conflict.kind()) {
                case FIELD -> chosen(conflict.remote(), service, "Devledger", AppliedSide.REMOTE);
                case EXISTENCE -> remoteExistence();
                case MATCH -> "Nothing changes in " + service + ".";
            };
        }

        /**
         * Describes the effect of choosing a side. A waiting value is only on its own side. After a policy, its value
         * is on both sides, and the other value on none.
         */
        private String chosen(@Nullable Object value, String has, String gets, AppliedSide side) {
            String becomes = "becomes " + ValueWords.of(value);
            if (conflict.applied() == AppliedSide.NONE) {
                return gets + "'s " + field() + " " + becomes + ".";
            }
            return conflict.applied() == side
                    ? "Both sides keep " + has + "'s " + field() + "."
                    : "The " + field() + " " + becomes + ", in Devledger and in " + service + ".";
        }

        private String localExistence() {
            if (isOf(ExistenceRule.DUPLICATE)) {
                return "The second copy is deleted in " + service + ".";
            }
            if (isOf(ExistenceRule.REAPPEARED)) {
                return service + " gets Devledger's state. What is deleted in Devledger is deleted in " + service
                        + " too.";
            }
            return conflict.local() == null
                    ? "It is deleted in " + service + " too."
                    : "It stays in Devledger, and is created again in " + service + ".";
        }

        private String remoteExistence() {
            if (isOf(ExistenceRule.DUPLICATE)) {
                return "The second copy stays, and Devledger adds it as a separate one.";
            }
            return conflict.remote() == null
                    ? "It is deleted in Devledger too."
                    : "It is restored in Devledger, as it is in " + service + ".";
        }

        private boolean isOf(ExistenceRule rule) {
            return conflict.rule().equals(rule.code());
        }

        private String entity() {
            String key = conflict.entity().key();
            return key == null ? "the " + conflict.entity().type() : key;
        }

        private String field() {
            return ValueWords.field(Objects.requireNonNull(conflict.field()));
        }
    }

    /** Describes a value of a conflict for a sentence. */
    static final class ValueWords {
        /** The most characters of a text within a sentence. */
        private static final int MOST = 200;

        private ValueWords() {}

        /** The field's name for people. */
        static String field(String name) {
            return switch (name) {
                case "parentId" -> "place";
                case "estimateMinutes" -> "estimate";
                default -> name.replace(",", ", ");
            };
        }

        static String of(@Nullable Object value) {
            return switch (value) {
                case null -> "empty";
                case String text -> "\"" + cut(text) + "\"";
                case Collection<?> items ->
                    items.isEmpty()
                            ? "empty"
                            : cut(items.stream().map(ValueWords::plain).collect(Collectors.joining(", ")));
                case Map<?, ?> fields -> cut(plain(fields));
                default -> value.toString();
            };
        }

        private static String plain(@Nullable Object value) {
            return switch (value) {
                case Map<?, ?> item
                when item.get("title") instanceof String title && item.get("done") instanceof Boolean done ->
                    done ? title + " (done)" : title;
                case Map<?, ?> fields ->
                    fields.entrySet().stream()
                            .filter(each -> each.getValue() != null)
                            .map(each -> name(each.getKey().toString()) + " " + each.getValue())
                            .collect(Collectors.joining(", "));
                case null, default -> Objects.toString(value, "nothing");
            };
        }

        private static String name(String field) {
            return switch (field) {
                case "startDate" -> "start";
                case "dueDate" -> "due";
                case "timeZone" -> "in";
                case "remoteId" -> "the one with the id";
                case "remoteUrl" -> "at";
                default -> field;
            };
        }

        private static String cut(String text) {
            return text.codePointCount(0, text.length()) <= MOST
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, MOST)) + "…";
        }
    }

    /** Finds the author of the ledger's side of a conflict in the history. */
    public record LocalChangeAuthors(HistoryQueries history) {
        /** Number of changes that are searched. */
        private static final int MOST = 20;

        private static final String DELETED = ".deleted";

        ConflictView in(ConflictView conflict) {
            return newest(conflict)
                    .map(entry -> conflict.changed(who(entry), entry.at()))
                    .orElse(conflict);
        }

        private Optional<HistoryView> newest(ConflictView conflict) {
            HistoryFilter before = HistoryFilter.ALL
                    .with(HistoryFilter.ENTITY, conflict.entity().id())
                    .with(HistoryFilter.UNTIL, end(conflict));
            return history.list(before, new PageRequest(MOST, null)).items().stream()
                    .filter(entry -> !entry.actor().equals(conflict.connector()))
                    .filter(entry -> isOfSide(entry, conflict))
                    .findFirst();
        }

        /**
         * Returns the time up to which changes belong to a side: after a policy or a person has settled the conflict,
         * they do not.
         */
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

        /** The field's names in the history. */
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
}
