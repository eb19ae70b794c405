package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.LinkStatusView.Href;
import dev.devledger.adapters.dashboard.frame.FieldLabel;
import dev.devledger.adapters.dashboard.frame.FieldLabel.FieldText;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.history.TextDifference;
import dev.devledger.adapters.dashboard.history.TextDifference.Piece;
import dev.devledger.adapters.dashboard.history.ValueText;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Effect;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conflict with both sides beside each other, in the names that people use.
 *
 * @param service the title of the service on the other side
 * @param isNew true if the conflict can still be decided, and began after the user's last look
 */
record ConflictCard(ConflictView conflict, String service, boolean isNew, Instant now) {

    /** A remote object that may be the same entity. The id of the object is the choice. */
    record Candidate(String id, String words, @Nullable String there) {}

    /**
     * @param key the number key on the keyboard
     * @param asks true if a user has to confirm the choice
     */
    record Offer(String choose, int key, String words, String effect, boolean asks) {}

    static ConflictCard of(ConflictView conflict, String service, Instant now) {
        return new ConflictCard(conflict, service, false, now);
    }

    String id() {
        return conflict.id().toString();
    }

    ShownInstant since() {
        return new ShownInstant(conflict.firstSeenAt(), now);
    }

    @Nullable
    ShownInstant localAt() {
        return conflict.localChangedAt() == null ? null : new ShownInstant(conflict.localChangedAt(), now);
    }

    @Nullable
    ShownInstant remoteAt() {
        return conflict.remoteModifiedAt() == null ? null : new ShownInstant(conflict.remoteModifiedAt(), now);
    }

    String key() {
        String key = conflict.entity().key();
        return key == null ? conflict.entity().type() : key;
    }

    String name() {
        return Objects.requireNonNullElse(conflict.name(), "");
    }

    /** Returns the subject of the decision, which follows the key and the name. */
    String what() {
        return switch (conflict.kind()) {
            case FIELD -> "· " + words(Objects.requireNonNull(conflict.field()));
            case EXISTENCE -> existence();
            case MATCH -> "· which item in " + service + " is the same?";
        };
    }

    private String existence() {
        if (isObject(conflict.remote())) {
            return "exists twice in " + service;
        }
        return conflict.local() == null
                ? "was deleted in Devledger, then changed in " + service
                : "was deleted in " + service + ", then changed in Devledger";
    }

    private static boolean isObject(@Nullable Object value) {
        return value instanceof Map<?, ?> fields && fields.containsKey("remoteId");
    }

    /** Returns the field, or several fields of a time entry; null for a conflict that is not about fields. */
    @Nullable
    String field() {
        return conflict.field();
    }

    /** Returns the labels of the fields. */
    static String words(String field) {
        return Stream.of(field.split(",")).map(FieldLabel::of).collect(Collectors.joining(", "));
    }

    @Nullable
    String href() {
        String key = conflict.entity().key();
        return switch (conflict.entity().type()) {
            case "project" -> key == null ? null : "/projects/" + key;
            case "task" -> key == null ? null : "/tasks/" + key;
            default -> null;
        };
    }

    boolean isOfValues() {
        return conflict.kind() != Kind.MATCH;
    }

    boolean isOpen() {
        return conflict.state() == State.OPEN || conflict.state() == State.APPLIED;
    }

    /** True if several conflicts of this kind can get the same choice at once. */
    boolean isOneOfMany() {
        return isOpen() && conflict.kind() == Kind.FIELD;
    }

    ConflictSide local() {
        return side(conflict.local(), conflict.remote());
    }

    ConflictSide base() {
        return ConflictSide.plain(conflict.field(), conflict.base());
    }

    ConflictSide remote() {
        return side(conflict.remote(), conflict.local());
    }

    private ConflictSide side(@Nullable Object value, @Nullable Object other) {
        return value == null && conflict.kind() == Kind.EXISTENCE
                ? ConflictSide.plain(null, isObject(conflict.remote()) ? "no longer linked" : "deleted")
                : ConflictSide.of(conflict.field(), conflict.base(), value, other);
    }

    boolean isLocalInUse() {
        return conflict.applied() == AppliedSide.LOCAL;
    }

    boolean isRemoteInUse() {
        return conflict.applied() == AppliedSide.REMOTE;
    }

    /** Describes which side is in use until a user decides. */
    String inUse() {
        return switch (conflict.applied()) {
            case LOCAL -> "A rule chose Devledger's value. You can choose otherwise.";
            case REMOTE -> "A rule chose " + service + "'s value. You can choose otherwise.";
            case NONE -> "Devledger changes nothing until you decide.";
        };
    }

    /** Describes how the conflict ended. */
    String end() {
        String by = conflict.resolvedBy();
        return by == null ? "The conflict ended by itself." : "Resolved by " + by + ".";
    }

    /**
     * Returns the choices in the order of their keys. A third value without a form on the page can be chosen only over
     * the API.
     */
    List<Offer> offers() {
        return isOpen()
                ? conflict.effects().stream()
                        .filter(effect -> effect.choose() != Choice.VALUE || third() != null)
                        .map(this::offer)
                        .toList()
                : List.of();
    }

    private Offer offer(Effect effect) {
        Choice choice = effect.choose();
        boolean asks = conflict.kind() != Kind.FIELD || choice == Choice.VALUE || choice == Choice.DETACH;
        return new Offer(choice.name().toLowerCase(Locale.ROOT), key(choice), words(choice), effect.effect(), asks);
    }

    /** Returns the key of a choice, which does not depend on the other choices. */
    private static int key(Choice choice) {
        return switch (choice) {
            case LOCAL -> 1;
            case REMOTE -> 2;
            case VALUE -> 3;
            case DETACH -> 4;
        };
    }

    private String words(Choice choice) {
        return switch (choice) {
            case LOCAL -> local(conflict.kind());
            case REMOTE -> remote(conflict.kind());
            case VALUE -> "Enter another value…";
            case DETACH -> "Stop syncing this " + noun() + "…";
        };
    }

    private String noun() {
        return switch (conflict.entity().type()) {
            case "project" -> "project";
            case "task" -> "task";
            case "time-entry" -> "entry";
            default -> "list";
        };
    }

    private String local(Kind kind) {
        return switch (kind) {
            case FIELD -> (isRemoteInUse() ? "Use" : "Keep") + " Devledger's value";
            case EXISTENCE -> {
                if (isObject(conflict.remote())) {
                    yield "Delete the second one in " + service + "…";
                }
                yield conflict.local() == null
                        ? "Delete this " + noun() + " in " + service + " too…"
                        : "Keep this " + noun() + "…";
            }
            case MATCH -> "None of these…";
        };
    }

    private String remote(Kind kind) {
        if (kind == Kind.EXISTENCE) {
            if (isObject(conflict.remote())) {
                return "Keep both…";
            }
            return conflict.remote() == null
                    ? "Delete this " + noun() + " in Devledger too…"
                    : "Keep this " + noun() + "…";
        }
        return (isRemoteInUse() ? "Keep " : "Use ") + service + "'s value";
    }

    /** The form for typing a third value. */
    enum Form {
        TEXT,
        ITEMS,
        CHECKS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the form for a third value; null if no third value can be typed. */
    @Nullable
    Form third() {
        if (!isOpen() || conflict.kind() != Kind.FIELD || !conflict.choices().contains(Choice.VALUE)) {
            return null;
        }
        String field = Objects.requireNonNull(conflict.field());
        if (!field.equals("parentId")
                && Stream.of(conflict.local(), conflict.remote())
                        .allMatch(value -> value == null || value instanceof String)) {
            return Form.TEXT;
        }
        return switch (field) {
            case "tags" -> Form.ITEMS;
            case "checklist" -> Form.CHECKS;
            default -> null;
        };
    }

    /** Returns the initial text of a third value: the ledger's value, or both lists merged. */
    String proposal() {
        return third() == Form.TEXT
                ? conflict.local() instanceof String text ? text : ""
                : MergedItems.of(conflict.base(), conflict.local(), conflict.remote())
                        .text();
    }

    List<Candidate> candidates() {
        return conflict.kind() == Kind.MATCH && isOpen() && conflict.remote() instanceof Collection<?> all
                ? all.stream().flatMap(ConflictCard::candidate).toList()
                : List.of();
    }

    private static Stream<Candidate> candidate(@Nullable Object each) {
        return each instanceof Map<?, ?> fields && fields.get("remoteId") instanceof String id
                ? Stream.of(new Candidate(
                        id,
                        FieldText.of(fields.get("title")),
                        Href.of(fields.get("remoteUrl") instanceof String url ? url : null)))
                : Stream.empty();
    }

    /** One side of a conflict, line by line, with its differences from the base. */
    record ConflictSide(List<List<Piece>> lines) {

        /** Returns the value without marks. */
        static ConflictSide plain(@Nullable String field, @Nullable Object value) {
            return new ConflictSide(
                    lines(field, value).stream().map(line -> same(line)).toList());
        }

        /**
         * Marks the differences of a value. Without a base, only the parts that the other side does not have are
         * marked.
         *
         * @param base the last value on which both sides agreed
         * @param other the other side's value
         */
        static ConflictSide of(
                @Nullable String field, @Nullable Object base, @Nullable Object value, @Nullable Object other) {
            Object before = base == null ? other : base;
            boolean known = base != null;
            if (before instanceof String was && value instanceof String is) {
                // With a space, the last word equals the same word within a text.
                List<Piece> pieces = TextDifference.between(was + " ", is + " ").pieces().stream()
                        .filter(piece -> known || !piece.isGone())
                        .toList();
                return new ConflictSide(List.of(pieces));
            }
            List<String> was = isEmpty(before) ? List.of() : lines(field, before);
            List<String> is = isEmpty(value) ? List.of() : lines(field, value);
            List<List<Piece>> all = new ArrayList<>();
            is.forEach(line -> all.add(
                    was.contains(line) || before == null
                            ? same(line)
                            : List.of(new Piece(TextDifference.Kind.CAME, line))));
            was.stream()
                    .filter(line -> known && !is.contains(line))
                    .forEach(line -> all.add(List.of(new Piece(TextDifference.Kind.GONE, line))));
            return all.isEmpty() ? plain(field, null) : new ConflictSide(all);
        }

        private static boolean isEmpty(@Nullable Object value) {
            return value == null || (value instanceof Collection<?> items && items.isEmpty());
        }

        private static List<Piece> same(String line) {
            return List.of(new Piece(TextDifference.Kind.SAME, line));
        }

        private static List<String> lines(@Nullable String field, @Nullable Object value) {
            String name = Objects.requireNonNullElse(field, "");
            return switch (value) {
                case Collection<?> items
                when !items.isEmpty() ->
                    items.stream().map(item -> ValueText.of(name, item)).toList();
                case Map<?, ?> fields ->
                    fields.entrySet().stream()
                            .filter(each -> each.getValue() != null)
                            .flatMap(each -> named(each.getKey().toString(), each.getValue()))
                            .toList();
                case null, default -> List.of(FieldText.of(value));
            };
        }

        /** Names a field and its value. Leaves out the other side's ids, which mean nothing to a person. */
        private static Stream<String> named(String field, Object value) {
            return field.equals("remoteId")
                    ? Stream.empty()
                    : Stream.of(FieldLabel.of(field) + ": " + ValueText.of(field, value));
        }
    }

    /** Merges two lists: keeps the additions of both sides, and leaves out the items that either side removed. */
    record MergedItems(Collection<?> base, Collection<?> local, Collection<?> remote) {

        static MergedItems of(@Nullable Object base, @Nullable Object local, @Nullable Object remote) {
            return new MergedItems(list(base), list(local), list(remote));
        }

        private static Collection<?> list(@Nullable Object value) {
            return value instanceof Collection<?> items ? items : List.of();
        }

        private List<?> items() {
            return Stream.concat(local.stream(), remote.stream())
                    .distinct()
                    .filter(item -> !base.contains(item) || (local.contains(item) && remote.contains(item)))
                    .toList();
        }

        /** Returns the items, each on its own line; a checklist item begins with a box. */
        String text() {
            return items().stream().map(MergedItems::line).collect(Collectors.joining("\n"));
        }

        private static String line(Object item) {
            return item instanceof Map<?, ?> check && check.get("title") instanceof String title
                    ? (Boolean.TRUE.equals(check.get("done")) ? "[x] " : "[ ] ") + title
                    : item.toString();
        }
    }
}
