package dev.devledger.application.sync.time;

import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.FencedLedger;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.time.EntryState.EntryQuestion;
import dev.devledger.application.time.ServiceTimeWrites;
import dev.devledger.application.time.ServiceTimeWrites.EntryEdits;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records what a cycle finds out about time entries, and takes entries into the ledger. Each record is committed by
 * itself.
 */
final class TimeRecords {
    private final CycleContext connection;
    private final Ledger fenced;
    private final UUID cycle;
    private final Provenance by;
    private final Provenance bookkeeper;

    TimeRecords(CycleContext connection, Runnable requireLease, UUID cycle) {
        String name = connection.account().connector();
        this.connection = connection;
        this.fenced = new FencedLedger(connection.ledger().ledger(), requireLease);
        this.cycle = cycle;
        this.by = new Provenance(name, name, null, null, cycle.toString(), cycle.toString(), null);
        this.bookkeeper = new Provenance(name, "system", null, null, cycle.toString(), cycle.toString(), null);
    }

    /** Creates a person for a member who has time and was not known in the ledger. */
    PersonId meet(RemoteTimeEntries.Member member) {
        return fenced.writeTo(cycle, by, changes -> person(changes, member), any -> any)
                .answer();
    }

    private PersonId person(ChangeSet changes, RemoteTimeEntries.Member member) {
        People people = connection.ledger().people();
        String name = new NearestValues().title("name", member.name());
        return member.address() == null
                ? people.create(changes, new PersonDetails(name, null, false))
                : people.ofAddress(changes, member.address(), name);
    }

    /** Creates an entry that only the service has, unless another node has taken it over meanwhile. */
    void create(RemoteEntry remote, EntryContent content) {
        take(changes -> {
            if (!book().owners(account(), Set.of(remote.id())).isEmpty()) {
                return;
            }
            if (content.whose().equals(PersonId.OWNER)) {
                connection.ledger().people().owner(changes, OwnerCreation.UNNAMED);
            }
            ServiceTimeWrites taken = taken(changes, content.whose());
            TimeEntryDetails details = details(content, remote);
            UUID entry = taken.create(details).value();
            changes.send(linked(changes, entry, remote, EntryContent.of(details)));
        });
    }

    /** A remote entry that is new to the ledger, with its content in the ledger's words. */
    record NewRemoteEntry(RemoteEntry remote, EntryContent content) {}

    /** Creates many entries that have ended, in one transaction. */
    void createAll(List<NewRemoteEntry> arrivals) {
        take(changes -> {
            Set<String> owned = book().owners(
                            account(),
                            arrivals.stream().map(each -> each.remote().id()).toList())
                    .keySet();
            List<NewRemoteEntry> left = arrivals.stream()
                    .filter(each -> !owned.contains(each.remote().id()))
                    .toList();
            if (left.stream().anyMatch(each -> each.content().whose().equals(PersonId.OWNER))) {
                connection.ledger().people().owner(changes, OwnerCreation.UNNAMED);
            }
            List<TimeEntryCommand.Create> creates = ServiceTimeWrites.creates(
                    connection.ledger().time(),
                    changes,
                    left.stream()
                            .map(each -> details(each.content(), each.remote()))
                            .toList());
            List<Addressed> commands = new ArrayList<>(creates);
            for (int each = 0; each < left.size(); each++) {
                TimeEntryCommand.Create create = creates.get(each);
                commands.add(linked(
                        changes, create.entry().value(), left.get(each).remote(), EntryContent.of(create.details())));
            }
            changes.sendAll(commands);
        });
    }

    /** An entry without a place in the ledger, and the task or project that is its place. */
    record Placing(EntryState state, EntityRef place) {}

    /**
     * Gives entries their places. No person has changed these entries: their places were just not known when they were
     * taken over.
     */
    void placeAll(List<Placing> placings) {
        take(changes -> {
            TimeEntryDirectory directory = connection.ledger().time().directory();
            directory.lock(placings.stream()
                    .map(each -> each.state().details().person())
                    .distinct()
                    .toList());
            Map<String, StoredEntry> now = directory.findAll(placings.stream()
                    .map(each -> each.state().entry().toString())
                    .toList());
            List<Addressed> commands = new ArrayList<>();
            for (Placing each : placings) {
                EntryState state = each.state();
                if (isAsSeen(Optional.ofNullable(now.get(state.entry().toString())), state)
                        && state.link() instanceof EntryLink.Linked(var any, var base)) {
                    Patch<TimeEntryDetails> edit =
                            EntryEdits.between(state.content(), state.content().placed(each.place()));
                    commands.add(
                            new TimeEntryCommand.Edit(new TimeEntryId(state.entry()), edit, true, null, changes.at()));
                    commands.add(
                            new EntryLinkCommand.Agree(id(state.entry()), base.placed(each.place()), changes.at()));
                    if (state.question() != null && state.question().isOfPlace()) {
                        commands.add(state.question().over(changes));
                    }
                }
            }
            changes.sendAll(commands);
        });
    }

    private static TimeEntryDetails details(EntryContent content, RemoteEntry remote) {
        EntityRef place = content.place();
        boolean task = place != null && place.kind() == EntityRef.Kind.TASK;
        return new TimeEntryDetails(
                content.whose(),
                place != null && task ? new TaskId(place.id()) : null,
                place != null && !task ? new ProjectId(place.id()) : null,
                content.start(),
                content.end(),
                remote.work().zone(),
                content.note().isEmpty() ? null : content.note(),
                content.tags(),
                content.billable(),
                content.billed());
    }

    /**
     * Changes the entry in the ledger as it was changed in the service, and records the new base.
     *
     * @param to the entry's content after the change
     * @param base the base of both sides after the change
     * @param ask the question or report to a person about the entry from now on; null if there is none
     */
    void edit(
            EntryState state, EntryContent to, RemoteEntry remote, EntryBase base, Dispute.@Nullable EntryDispute ask) {
        take(changes -> {
            ServiceTimeWrites taken = ServiceTimeWrites.of(
                    connection.ledger().time(),
                    changes,
                    to.whose(),
                    state.details().person());
            if (!isAsSeen(taken.find(new TimeEntryId(state.entry())), state)) {
                return;
            }
            TimeEntryId entry = new TimeEntryId(state.entry());
            if (state.local().deleted()) {
                taken.restore(entry);
            }
            Patch<TimeEntryDetails> edit = EntryEdits.between(state.content(), to);
            taken.edit(entry, edit, TimeEntryDetails.KIND.edited(state.details(), edit));
            agree(changes, state, remote, base);
            settle(changes, state, ask);
        });
    }

    private ServiceTimeWrites taken(ChangeSet changes, PersonId person) {
        return new ServiceTimeWrites(connection.ledger().time(), changes, person);
    }

    void delete(EntryState state) {
        take(changes -> {
            ServiceTimeWrites taken = taken(changes, state.details().person());
            if (isAsSeen(taken.find(new TimeEntryId(state.entry())), state)) {
                taken.delete(new TimeEntryId(state.entry()));
                changes.send(new EntryLinkCommand.Close(id(state.entry()), EntryLink.End.DELETED_THERE, changes.at()));
                settle(changes, state, null);
            }
        });
    }

    /**
     * True if the entry is as the cycle has seen it. If not, the later write stays, and the next cycle sees both
     * changes.
     */
    private static boolean isAsSeen(Optional<StoredEntry> found, EntryState state) {
        return found.filter(now -> now.deleted() == state.local().deleted()
                        && now.seen().version() == state.local().seen().version())
                .isPresent();
    }

    /** @param ask the question or report to a person from now on, as in {@link #edit} */
    void agree(EntryState state, RemoteEntry remote, EntryBase base, Dispute.@Nullable EntryDispute ask) {
        record(changes -> {
            agree(changes, state, remote, base);
            settle(changes, state, ask);
        });
    }

    /** The base that both sides agree on for an entry. */
    record Agreement(EntryState state, RemoteEntry remote, EntryBase base) {}

    /** Records many agreements that leave no question open, in one transaction. */
    void agreeAll(List<Agreement> agreements) {
        record(changes -> changes.sendAll(agreements.stream()
                .map(each -> agreed(changes, each.state(), each.remote(), each.base()))
                .toList()));
    }

    /**
     * Returns the state with that question from now on.
     *
     * @param ask the question or report to a person from now on, as in {@link #edit}
     */
    EntryState ask(EntryState state, Dispute.@Nullable EntryDispute ask) {
        if (Objects.equals(
                ask, state.question() == null ? null : state.question().dispute())) {
            return state;
        }
        return connection
                .ledger()
                .ledger()
                .write(bookkeeper, changes -> state.asking(settle(changes, state, ask)), any -> any)
                .answer();
    }

    private @Nullable EntryQuestion settle(ChangeSet changes, EntryState state, Dispute.@Nullable EntryDispute ask) {
        return EntryQuestion.settle(changes, account().link(EntityRef.entry(state.entry())), state.question(), ask);
    }

    private void agree(ChangeSet changes, EntryState state, RemoteEntry remote, EntryBase base) {
        changes.send(agreed(changes, state, remote, base));
    }

    private EntryLinkCommand agreed(ChangeSet changes, EntryState state, RemoteEntry remote, EntryBase base) {
        boolean linked = state.link() instanceof EntryLink.Linked(var object, var old) && object.equals(remote.id());
        return linked
                ? new EntryLinkCommand.Agree(id(state.entry()), base, changes.at())
                : new EntryLinkCommand.Link(id(state.entry()), remote.id(), base, changes.at());
    }

    private EntryLinkCommand linked(ChangeSet changes, UUID entry, RemoteEntry remote, EntryContent here) {
        return new EntryLinkCommand.Link(id(entry), remote.id(), new EntryBase(here, remote.work()), changes.at());
    }

    void intendAdd(EntryState state) {
        record(changes ->
                changes.send(new EntryLinkCommand.IntendAdd(id(state.entry()), state.content(), changes.at())));
    }

    void dropAdd(UUID entry) {
        record(changes -> changes.send(new EntryLinkCommand.DropAdd(id(entry), changes.at())));
    }

    void close(EntryState state, EntryLink.End end) {
        record(changes -> {
            changes.send(new EntryLinkCommand.Close(id(state.entry()), end, changes.at()));
            settle(changes, state, null);
        });
    }

    private void take(Consumer<ChangeSet> work) {
        fenced.writeTo(cycle, by, changes -> done(work, changes), any -> any);
    }

    /** Records what was sent to the service, even if another node has taken over the account. */
    private void record(Consumer<ChangeSet> work) {
        connection.ledger().ledger().write(bookkeeper, changes -> done(work, changes), any -> any);
    }

    private static boolean done(Consumer<ChangeSet> work, ChangeSet changes) {
        work.accept(changes);
        return true;
    }

    private EntryLinkBook book() {
        return connection.ports().entries();
    }

    private ConnectedAccount account() {
        return connection.account();
    }

    private EntryLinkId id(UUID entry) {
        return new EntryLinkId(account().connector(), account().account(), entry);
    }

    /** Returns the entry as the ledger has it now; null if it has no row. */
    @Nullable
    StoredEntry local(UUID entry) {
        return connection.ledger().time().directory().find(entry.toString()).orElse(null);
    }
}
