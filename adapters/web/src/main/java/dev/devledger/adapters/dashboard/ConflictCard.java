package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.At;
import dev.devledger.adapters.dashboard.frame.FieldText;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.Choice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conflict with both sides beside each other, by the names that people know them by.
 *
 * @param service the title of the other side
 */
record ConflictCard(ConflictView conflict, String service, At since) {

    /** What may be the same object there; its id is what is chosen. */
    record Candidate(String id, String words) {}

    static ConflictCard of(ConflictView conflict, String service, Instant now) {
        return new ConflictCard(conflict, service, new At(conflict.firstSeenAt(), now));
    }

    String id() {
        return conflict.id().toString();
    }

    String what() {
        String key = conflict.entity().key();
        String entity = key == null ? conflict.entity().type() : key;
        return switch (conflict.kind()) {
            case FIELD -> entity + " · " + Objects.requireNonNull(conflict.field());
            case EXISTENCE ->
                conflict.local() == null
                        ? entity + " was deleted here, and changed in " + service + " since"
                        : entity + " was deleted in " + service + ", and changed here since";
            case MATCH -> "Which one in " + service + " is " + entity + "?";
        };
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

    String local() {
        return side(conflict.local());
    }

    String base() {
        return FieldText.of(conflict.base());
    }

    String remote() {
        return side(conflict.remote());
    }

    private String side(@Nullable Object value) {
        return value == null && conflict.kind() == Kind.EXISTENCE ? "deleted" : FieldText.of(value);
    }

    /** Which side is in use until somebody decides. */
    String inUse() {
        return switch (conflict.applied()) {
            case LOCAL -> "Devledger's is in use.";
            case REMOTE -> service + "'s is in use.";
            case NONE -> "Nothing is done until you decide.";
        };
    }

    /** What the choice will do, before it is made. */
    record Offer(String choose, String words) {}

    List<Offer> offers() {
        return isOpen()
                ? conflict.choices().stream()
                        .filter(choice -> choice != Choice.VALUE)
                        .map(this::offer)
                        .toList()
                : List.of();
    }

    private Offer offer(Choice choice) {
        return switch (choice) {
            case LOCAL -> new Offer("local", local(conflict.kind()));
            case REMOTE -> new Offer("remote", remote(conflict.kind()));
            case VALUE -> throw new IllegalArgumentException("A value is typed");
            case DETACH -> new Offer("detach", "Leave both as they are, and sync them no longer");
        };
    }

    private String local(Kind kind) {
        return switch (kind) {
            case FIELD -> "Keep Devledger's; " + service + " gets it";
            case EXISTENCE ->
                conflict.local() == null ? "Delete it in " + service + " too" : "Make it again in " + service;
            case MATCH -> "None of them: make a new one in " + service;
        };
    }

    private String remote(Kind kind) {
        return kind == Kind.EXISTENCE
                ? conflict.remote() == null ? "Delete it here too" : "Bring it back here"
                : "Take " + service + "'s; Devledger gets it";
    }

    /** Whether a third value can be typed: what has no form of its own is chosen over the API. */
    boolean takesText() {
        return isOpen()
                && conflict.kind() == Kind.FIELD
                && conflict.choices().contains(Choice.VALUE)
                && Stream.of(conflict.local(), conflict.remote())
                        .allMatch(value -> value == null || value instanceof String);
    }

    List<Candidate> candidates() {
        return conflict.kind() == Kind.MATCH && isOpen() && conflict.remote() instanceof Collection<?> all
                ? all.stream().flatMap(ConflictCard::candidate).toList()
                : List.of();
    }

    private static Stream<Candidate> candidate(@Nullable Object each) {
        return each instanceof Map<?, ?> fields && fields.get("remoteId") instanceof String id
                ? Stream.of(new Candidate(id, FieldText.of(fields)))
                : Stream.empty();
    }
}
