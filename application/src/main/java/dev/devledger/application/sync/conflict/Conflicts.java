package dev.devledger.application.sync.conflict;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.conflict.ExistenceResolution.DuplicateResolution;
import dev.devledger.application.sync.conflict.ExistenceResolution.MatchResolution;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.EntityKeys.KeyedName;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.AlsoIn;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists conflicts, and carries out people's choices. */
public final class Conflicts {
    private final Connectors connectors;
    private final ConflictBook book;
    private final LinkBook links;
    private final PendingWork work;
    private final EntryResolution entries;
    private final ResolutionEdits entities;
    private final MultiServiceConflicts collisions;
    private final ConflictNames places;

    public Conflicts(
            Connectors connectors,
            ConflictBook book,
            LinkBook links,
            PendingWork work,
            EntryResolution entries,
            LedgerPorts ledger,
            EntityKeys keys) {
        this.connectors = connectors;
        this.book = book;
        this.links = links;
        this.work = work;
        this.entries = entries;
        this.entities = new ResolutionEdits(ledger);
        this.collisions = new MultiServiceConflicts(connectors, book);
        this.places = new ConflictNames(keys);
    }

    private List<ConflictView> named(List<ConflictView> conflicts) {
        return places.named(collisions.named(conflicts));
    }

    /** Returns the conflict with the keys and titles of the entities in its values. */
    public ConflictView spoken(ConflictView conflict) {
        return places.spoken(conflict);
    }

    /**
     * Lists conflicts, newest first, of that connector or of all; without a state, the open ones and those that a
     * policy has settled.
     */
    public Page<ConflictView> list(@Nullable String connector, @Nullable State state, PageRequest page) {
        Page<ConflictView> conflicts = book.list(connectors.accounts(connector), state, page);
        return new Page<>(named(conflicts.items()), conflicts.nextCursor());
    }

    /** Lists the conflicts of these tasks that wait for a person, oldest first. */
    public List<ConflictView> openOfTasks(Collection<UUID> tasks) {
        return named(book.openOf(
                connectors.accounts(), tasks.stream().map(EntityRef::task).toList()));
    }

    /** Counts the conflicts in each state; of conflicts that a policy has settled, only those settled since then. */
    public Map<State, Integer> counts(Instant appliedSince) {
        return book.counts(connectors.accounts(), appliedSince);
    }

    public Optional<ConflictView> find(UUID id) {
        return book.find(connectors.accounts(), id)
                .map(found -> named(List.of(found)).getFirst());
    }

    /**
     * Carries a choice out: in the ledger at once, under the name of the caller; remotely by the next cycle. Repeating
     * a choice changes nothing. A choice for a field counts for all services that have a conflict in this field.
     *
     * @param value a field's value as plain JSON; the remote id if the choice is which object the entity is; null if
     *     none was given
     * @throws Rejection if there is no such conflict, if it is over, or if the choice or the value does not fit it
     */
    public UUID resolve(ChangeSet changes, UUID id, Choice choice, @Nullable Object value) {
        ConflictId conflict = new ConflictId(id);
        ConflictBook.Entry entry = book.entry(conflict).orElseThrow(() -> unknown(id));
        Connector connector = connectors.of(entry.link()).orElseThrow(() -> unknown(id));
        ConflictCommand.Resolve command =
                new ConflictCommand.Resolve(conflict, choice, value == null ? null : text(value), changes.at());
        if (entry.state() == State.OPEN || entry.state() == State.APPLIED) {
            // Checked before anything is done. The actions take the projects' locks, which has to happen before the
            // command.
            new ConflictDecider().decide(command, new Conflict.Raised(entry.link(), entry.dispute()));
            Resolution resolution = new Resolution(changes, connector, entry, book, links, work);
            carryOut(resolution, connector.account(), choice, value);
            settleOthers(changes, connector, entry.link(), entry.dispute());
        }
        changes.send(command);
        return id;
    }

    /** Settles the conflicts of other services in the same field too: these services get the ledger's value. */
    private void settleOthers(ChangeSet changes, Connector chosen, SyncLinkId link, Dispute dispute) {
        for (Connector other : connectors.named(null)) {
            if (other.account().link(link.entity()).equals(link)) {
                continue;
            }
            for (ConflictBook.OpenConflict each :
                    book.standing(other.account(), MultiServiceConflicts.links(link.entity()))) {
                if (isSameFields(dispute, each.dispute())) {
                    settle(changes, other, book.entry(each.id()).orElseThrow(), chosen.title());
                }
            }
        }
    }

    private static boolean isSameFields(Dispute one, Dispute other) {
        return switch (one) {
            case Dispute.FieldDispute values ->
                other instanceof Dispute.FieldDispute too && too.field() == values.field();
            case Dispute.EntryDispute entry
            when entry.refused() == null ->
                other instanceof Dispute.EntryDispute too
                        && too.refused() == null
                        && too.fields().equals(entry.fields());
            default -> false;
        };
    }

    private void settle(ChangeSet changes, Connector other, ConflictBook.Entry entry, String chosenIn) {
        if (entry.dispute().waits()) {
            Resolution resolution = new Resolution(changes, other, entry, book, links, work);
            carryOut(resolution, other.account(), Choice.LOCAL, null);
            changes.send(new ConflictCommand.Resolve(entry.id(), Choice.LOCAL, null, changes.at()));
        } else {
            changes.send(new ConflictCommand.LetGo(
                    entry.id(), "it was settled by the choice in the conflict with " + chosenIn, changes.at()));
        }
    }

    private void carryOut(Resolution resolution, ConnectedAccount account, Choice choice, @Nullable Object value) {
        switch (resolution.dispute()) {
            case Dispute.FieldDispute values ->
                new FieldResolution(resolution, entities, links, account).carryOut(values, choice, value);
            case Dispute.DeletedRemotely gone ->
                new ExistenceResolution(resolution, entities).deletedRemotely(gone, choice);
            case Dispute.DeletedLocally gone ->
                new ExistenceResolution(resolution, entities).deletedLocally(gone, choice);
            case Dispute.Reappeared again -> new ExistenceResolution(resolution, entities).reappeared(again, choice);
            case Dispute.Duplicate copy -> new DuplicateResolution(resolution, entities).carryOut(copy, choice);
            case Dispute.AmbiguousObject which -> new MatchResolution(resolution).carryOut(which, choice, value);
            case Dispute.EntryDispute entry ->
                entries.carryOut(resolution.changes(), account, resolution.entity(), entry, choice);
        }
    }

    /** Describes a value for the history. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case List<?> items -> items.stream().map(Conflicts::text).collect(Collectors.joining(", "));
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(each -> each.getKey() + ": " + text(each.getValue()))
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private static Rejection unknown(UUID id) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no conflict " + id + ". GET /api/sync/conflicts lists the conflicts.");
    }

    /**
     * Finds conflicts of several services with the ledger in one field: each has its own conflict, but one choice
     * settles all.
     */
    record MultiServiceConflicts(Connectors connectors, ConflictBook book) {

        /** Adds to each conflict the conflicts of other services that its choice settles, or has settled. */
        List<ConflictView> named(List<ConflictView> conflicts) {
            Set<EntityRef> entities = new LinkedHashSet<>();
            Set<Instant> ended = new LinkedHashSet<>();
            for (ConflictView each : conflicts) {
                if (each.field() != null) {
                    entities.addAll(links(each.entity()));
                    if (each.resolvedAt() != null) {
                        ended.add(each.resolvedAt());
                    }
                }
            }
            if (entities.isEmpty() || connectors.all().size() < 2) {
                return conflicts;
            }
            List<ConflictView> together = book.together(connectors.accounts(), entities, ended);
            return conflicts.stream()
                    .map(each -> each.with(together.stream()
                            .filter(other -> isOneWith(each, other))
                            .map(other -> new AlsoIn(other.connector(), other.id(), other.state()))
                            .toList()))
                    .toList();
        }

        private static boolean isOneWith(ConflictView one, ConflictView other) {
            return one.field() != null
                    && one.field().equals(other.field())
                    && !one.connector().equals(other.connector())
                    && one.entity().id().equals(other.entity().id())
                    && one.entity().type().equals(other.entity().type())
                    && (stands(one) ? stands(other) : Objects.equals(one.resolvedAt(), other.resolvedAt()));
        }

        private static boolean stands(ConflictView conflict) {
            return conflict.state() == State.OPEN || conflict.state() == State.APPLIED;
        }

        /** Returns the entities that can be linked: a project is a card in one service, and a list in another. */
        static List<EntityRef> links(EntityRef entity) {
            return switch (entity.kind()) {
                case TASK, ENTRY -> List.of(entity);
                case PROJECT, LIST -> List.of(EntityRef.project(entity.id()), EntityRef.list(entity.id()));
            };
        }

        private static List<EntityRef> links(EntityView entity) {
            return switch (entity.type()) {
                case "task" -> links(EntityRef.task(entity.id()));
                case "time-entry" -> links(EntityRef.entry(entity.id()));
                default -> links(EntityRef.list(entity.id()));
            };
        }
    }

    /** Names the entities of conflicts, and the projects and tasks in their values, as people do not know ids. */
    record ConflictNames(EntityKeys keys) {
        private static final String PARENT = "parentId";
        private static final String ENTRY = "time-entry";
        private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        /**
         * Names the entities of conflicts about time entries. In other conflicts a parent stays an id, which a choice
         * can use.
         */
        List<ConflictView> named(List<ConflictView> conflicts) {
            List<ConflictView> ofEntries = conflicts.stream()
                    .filter(each -> each.entity().type().equals(ENTRY))
                    .toList();
            if (ofEntries.isEmpty()) {
                return conflicts;
            }
            Map<UUID, KeyedName> called = keys.called(ofEntries.stream()
                    .flatMap(each -> Stream.concat(
                            Stream.of(EntityRef.entry(each.entity().id())),
                            Stream.of(each.local(), each.remote()).flatMap(ConflictNames::places))));
            called.putAll(keys.calledPeople(ofEntries.stream()
                    .flatMap(each -> Stream.of(each.local(), each.remote()))
                    .flatMap(ConflictNames::ids)
                    .distinct()
                    .toList()));
            return conflicts.stream()
                    .map(each -> ofEntries.contains(each) ? named(each, called) : each)
                    .toList();
        }

        private static ConflictView named(ConflictView conflict, Map<UUID, KeyedName> called) {
            KeyedName entry = called.get(conflict.entity().id());
            return conflict.named(
                    entry == null ? conflict.name() : entry.name(),
                    words(conflict.local(), called),
                    words(conflict.remote(), called));
        }

        /** Names the parents in a conflict's values as well. */
        ConflictView spoken(ConflictView conflict) {
            if (!PARENT.equals(conflict.field()) && !hasParent(conflict.local()) && !hasParent(conflict.remote())) {
                return conflict;
            }
            Map<UUID, KeyedName> called = keys.called(Stream.of(conflict.base(), conflict.local(), conflict.remote())
                    .flatMap(ConflictNames::ids)
                    .flatMap(id -> Stream.of(EntityRef.project(id), EntityRef.task(id))));
            return conflict.withSides(
                    words(conflict.base(), called), words(conflict.local(), called), words(conflict.remote(), called));
        }

        private static boolean hasParent(@Nullable Object side) {
            return side instanceof Map<?, ?> fields && fields.get(PARENT) != null;
        }

        private static Stream<EntityRef> places(@Nullable Object value) {
            return switch (value) {
                case String text -> EntityRef.of(text).stream();
                case Map<?, ?> fields -> fields.values().stream().flatMap(ConflictNames::places);
                case null, default -> Stream.of();
            };
        }

        /** Returns the ids of parents and people. */
        private static Stream<UUID> ids(@Nullable Object value) {
            return switch (value) {
                case String text when ID.matcher(text).matches() -> Stream.of(UUID.fromString(text));
                case Map<?, ?> fields -> fields.values().stream().flatMap(ConflictNames::ids);
                case null, default -> Stream.of();
            };
        }

        private static @Nullable Object words(@Nullable Object value, Map<UUID, KeyedName> called) {
            return switch (value) {
                case String text ->
                    Stream.concat(places(text).map(EntityRef::id), ids(text))
                            .map(called::get)
                            .filter(each -> each != null)
                            .map(each -> each.key() + " " + each.name())
                            .findFirst()
                            .orElse(text);
                case Map<?, ?> fields -> {
                    Map<String, @Nullable Object> all = new LinkedHashMap<>();
                    fields.forEach((field, each) -> all.put(field.toString(), words(each, called)));
                    yield all;
                }
                case null, default -> value;
            };
        }
    }
}
