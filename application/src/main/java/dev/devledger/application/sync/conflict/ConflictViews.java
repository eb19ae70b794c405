package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the views of conflicts for people. */
public final class ConflictViews {
    private static final String REMOTE_ID = "remoteId";

    private final Function<RemoteRef, String> url;

    public ConflictViews(ConnectedAccount account) {
        this.url = account.url();
    }

    /** {@code key} and {@code name} are the key and the name of the project or task, null if there are none. */
    public ConflictView of(Entry entry, @Nullable String key, @Nullable String name) {
        Sides sides = sides(entry);
        return new ConflictView(
                entry.id().value(),
                entry.link().connector(),
                EntityView.of(entry.link().entity(), key),
                kind(entry.dispute()),
                field(entry),
                sides.base(),
                sides.local(),
                sides.remote(),
                policy(entry.dispute()),
                applied(entry.dispute()),
                entry.state(),
                choices(entry),
                entry.firstSeenAt(),
                entry.resolvedAt(),
                entry.resolvedBy(),
                List.of(),
                entry.dispute().rowCode(),
                name,
                null,
                null,
                entry.dispute() instanceof Dispute.FieldDispute values ? values.remoteAt() : null,
                List.of());
    }

    private @Nullable String field(Entry entry) {
        return switch (entry.dispute()) {
            case Dispute.FieldDispute values -> shared(entry).name(values.field());
            case Dispute.EntryDispute of when !of.fields().isEmpty() -> EntrySides.names(of);
            default -> null;
        };
    }

    private static ConflictPolicy policy(Dispute dispute) {
        return switch (dispute) {
            case Dispute.FieldDispute values -> values.policy();
            case Dispute.EntryDispute entry -> entry.policy();
            default -> ConflictPolicy.HOLD;
        };
    }

    private static AppliedSide applied(Dispute dispute) {
        return switch (dispute) {
            case Dispute.FieldDispute values -> values.applied();
            case Dispute.EntryDispute entry -> entry.applied();
            default -> AppliedSide.NONE;
        };
    }

    private static Kind kind(Dispute dispute) {
        return switch (dispute) {
            case Dispute.FieldDispute values -> Kind.FIELD;
            case Dispute.DeletedRemotely gone -> Kind.EXISTENCE;
            case Dispute.DeletedLocally gone -> Kind.EXISTENCE;
            case Dispute.Reappeared again -> Kind.EXISTENCE;
            case Dispute.Duplicate copy -> Kind.EXISTENCE;
            case Dispute.AmbiguousObject which -> Kind.MATCH;
            case Dispute.EntryDispute entry -> entry.fields().isEmpty() ? Kind.EXISTENCE : Kind.FIELD;
        };
    }

    /** Returns the choices; none once the conflict is over. */
    private static List<Choice> choices(Entry entry) {
        boolean standing = entry.state() == State.OPEN || entry.state() == State.APPLIED;
        return standing ? List.copyOf(ConflictDecider.choices(entry.dispute())) : List.of();
    }

    private record Sides(
            @Nullable Object base,
            @Nullable Object local,
            @Nullable Object remote) {}

    private Sides sides(Entry entry) {
        SharedValues shown = shared(entry);
        return switch (entry.dispute()) {
            case Dispute.FieldDispute v ->
                new Sides(
                        v.baseKnown() ? shown.from(v.local().isEmpty() ? v.remote() : v.local(), v.field()) : null,
                        shown.to(v.toLocal(), v.field()),
                        shown.to(v.toRemote(), v.field()));
            case Dispute.DeletedRemotely gone ->
                new Sides(shown.allFrom(gone.local()), shown.allTo(gone.local()), null);
            case Dispute.DeletedLocally gone ->
                new Sides(shown.allFrom(gone.remote()), null, shown.allTo(gone.remote()));
            case Dispute.Reappeared again ->
                new Sides(null, null, object(again.object(), again.content().title()));
            case Dispute.Duplicate copy ->
                new Sides(null, null, object(copy.object(), copy.content().title()));
            case Dispute.EntryDispute of -> new Sides(null, EntrySides.local(of), EntrySides.remote(of));
            case Dispute.AmbiguousObject which ->
                new Sides(
                        null,
                        null,
                        which.candidates().stream()
                                .map(each -> object(each.object(), each.title()))
                                .toList());
        };
    }

    private SharedValues shared(Entry entry) {
        return new SharedValues(entry.link().entity().kind(), parent -> entry.dispute()
                .place(parent)
                .<Object>map(place -> place.id().toString())
                .orElseGet(() -> foreign(entry.dispute(), parent)));
    }

    /**
     * Shows a parent that the ledger does not know. Its list is missing in conflicts that were stored without the
     * places of parents.
     */
    private Map<String, Object> foreign(Dispute dispute, String parent) {
        return dispute.places().stream()
                .map(RemotePlace::object)
                .filter(each -> each.id().equals(parent))
                .findFirst()
                .map(this::object)
                .orElseGet(() -> Map.of(REMOTE_ID, parent));
    }

    private Map<String, Object> object(RemoteRef object, String title) {
        Map<String, Object> shown = object(object);
        shown.put("title", title);
        return shown;
    }

    private Map<String, Object> object(RemoteRef object) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(REMOTE_ID, object.id());
        shown.put("remoteUrl", url.apply(object));
        return shown;
    }

    /** Shows the differing sides of a time entry. */
    static final class EntrySides {
        private EntrySides() {}

        static String names(Dispute.EntryDispute entry) {
            return entry.fields().stream().map(EntrySides::name).collect(Collectors.joining(","));
        }

        /** Returns null if the entry is deleted in the ledger. */
        static @Nullable Object local(Dispute.EntryDispute entry) {
            return shown(entry.local(), entry);
        }

        static @Nullable Object remote(Dispute.EntryDispute entry) {
            return shown(entry.remote(), entry);
        }

        /**
         * Returns the value if a single field differs; if several differ, or one side is deleted, all values by name.
         */
        private static @Nullable Object shown(@Nullable EntryContent content, Dispute.EntryDispute entry) {
            if (content == null) {
                return null;
            }
            Set<EntryField> fields = entry.fields().isEmpty() ? EnumSet.allOf(EntryField.class) : entry.fields();
            if (fields.size() == 1) {
                return value(content, fields.iterator().next());
            }
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            fields.forEach(field -> all.put(name(field), value(content, field)));
            return all;
        }

        /**
         * Returns the field's name in docs/contract.md, section 7, where the task or project of an entry is its place.
         */
        private static String name(EntryField field) {
            return field.word();
        }

        private static @Nullable Object value(EntryContent content, EntryField field) {
            return switch (content.value(field)) {
                case null -> null;
                case EntityRef place -> place.toString();
                case Collection<?> words -> List.copyOf(words);
                case Boolean truth -> truth;
                case String text -> text.isEmpty() ? null : text;
                case Object any -> any.toString();
            };
        }
    }

    /**
     * Shows shared values under the names and in the words of docs/contract.md, section 4. A value that is not set is
     * null.
     */
    static final class SharedValues {
        private final EntityRef.Kind kind;
        private final Function<String, Object> place;

        /**
         * Shows values of an entity of this kind: a project has a name, a task a title.
         *
         * @param place shows a parent, by its remote id
         */
        SharedValues(EntityRef.Kind kind, Function<String, Object> place) {
            this.kind = kind;
            this.place = place;
        }

        String name(Field field) {
            return switch (field) {
                case TITLE -> kind == EntityRef.Kind.TASK ? "title" : "name";
                case PARENT -> "parentId";
                case ESTIMATE -> "estimateMinutes";
                default -> field.word();
            };
        }

        @Nullable
        Object from(CanonicalChanges changes, Field field) {
            return value(changes, field, Change::from);
        }

        @Nullable
        Object to(CanonicalChanges changes, Field field) {
            return value(changes, field, Change::to);
        }

        Map<String, @Nullable Object> allFrom(CanonicalChanges changes) {
            return all(changes, Change::from);
        }

        Map<String, @Nullable Object> allTo(CanonicalChanges changes) {
            return all(changes, Change::to);
        }

        private Map<String, @Nullable Object> all(
                CanonicalChanges changes, Function<Change<?>, @Nullable Object> side) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            for (Field field : changes.fields()) {
                all.put(name(field), value(changes, field, side));
            }
            return all;
        }

        private @Nullable Object value(
                CanonicalChanges changes, Field field, Function<Change<?>, @Nullable Object> side) {
            Change<?> change = changes.change(field);
            Object value = change == null ? null : side.apply(change);
            return switch (value) {
                case null -> null;
                case String parent when field == Field.PARENT -> place.apply(parent);
                case String text -> text.isEmpty() ? null : text;
                case RemoteStatus status -> status(status);
                case Dates dates -> dates(dates);
                case List<?> items -> items.stream().map(SharedValues::item).toList();
                case Collection<?> words -> List.copyOf(words);
                case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
                default -> value;
            };
        }

        private String status(RemoteStatus status) {
            boolean active = status == RemoteStatus.OPEN && kind == EntityRef.Kind.PROJECT;
            Enum<?> word = active ? ProjectStatus.ACTIVE : status;
            return word.name().toLowerCase(Locale.ROOT);
        }

        private static Map<String, @Nullable Object> dates(Dates dates) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("startDate", Objects.toString(dates.startDate(), null));
            shown.put("dueDate", Objects.toString(dates.dueDate(), null));
            shown.put("timeZone", Objects.toString(dates.timeZone(), null));
            return shown;
        }

        private static Object item(Object item) {
            return item instanceof CanonicalContent.ChecklistEntry check
                    ? Map.of("title", check.title(), "done", check.done())
                    : item;
        }
    }
}
