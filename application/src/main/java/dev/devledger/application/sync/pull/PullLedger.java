package dev.devledger.application.sync.pull;

import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.People.PersonDirectory.StoredPerson;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.pull.NewEntity.AssigneeImport;
import dev.devledger.application.sync.pull.NewEntity.BillingImport;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ledger as a pull writes to it: each entity has its own transaction, and a cycle is one change set. */
final class PullLedger {
    private final LedgerPorts into;
    private final Connector connector;
    private final LinkBook book;
    private final PendingWork work;
    private final UUID cycle;
    private final Provenance by;
    private final Provenance bookkeeper;

    PullLedger(LedgerPorts into, Connector connector, LinkBook book, PendingWork work, UUID cycle) {
        this.into = into;
        this.connector = connector;
        this.book = book;
        this.work = work;
        this.cycle = cycle;
        String name = connector.account().connector();
        this.by = new Provenance(name, name, null, null, cycle.toString(), cycle.toString(), null);
        this.bookkeeper = new Provenance(name, "system", null, null, cycle.toString(), cycle.toString(), null);
    }

    /** Fails if the database is away. */
    void requireAnswer() {
        work.pending(account());
    }

    LedgerPorts into() {
        return into;
    }

    ContentTranslator words() {
        return connector.words();
    }

    /** Returns the part of the content that a list in the service can hold. */
    CanonicalContent ofList(CanonicalContent content) {
        return connector.ofList(content);
    }

    ConnectedAccount account() {
        return connector.account();
    }

    /** Returns the service's name, as people write it. */
    String title() {
        return connector.title();
    }

    /** Returns the time zone of dates that have none in the service. */
    ZoneId zone() {
        return connector.settings().zone();
    }

    AssigneeImport assigned(ChangeSet changes) {
        return new AssigneeImport(into.people(), changes, connector::personName);
    }

    BillingImport billed(ChangeSet changes) {
        return new BillingImport(into.billing(), changes);
    }

    /** Returns the placement to store for a project that is a list in the service. */
    SortedMap<String, Placement> placed() {
        return connector.placed(Placement.LIST);
    }

    /** True if the service shows the stage of an open task. */
    boolean hasStages() {
        return connector.capabilities().holds().contains(Field.STAGE);
    }

    LinkBook book() {
        return book;
    }

    SyncLinkId link(EntityRef entity) {
        return account().link(entity);
    }

    void mark(Collection<EntityRef> entities) {
        work.mark(account(), entities);
    }

    /** Gives the owner the account's address, except in a sandbox, which has no real user. */
    void takeOwnAddress() {
        AccountOwnerPerson owner = new AccountOwnerPerson(into);
        if (account().mode() == ConnectorMode.LIVE) {
            connector
                    .ownAddress()
                    .filter(any -> owner.isOpen())
                    .ifPresent(address -> write(changes -> owner.take(changes, address)));
        }
    }

    void write(Consumer<ChangeSet> work) {
        writeAndGet(changes -> {
            work.accept(changes);
            return changes.id();
        });
    }

    <T> T writeAndGet(Function<ChangeSet, T> work) {
        return into.ledger().writeTo(cycle, by, work, any -> any).answer();
    }

    /**
     * Stores fields of a task that only the service has; stores nothing if they were not read, as in a service that has
     * none.
     */
    void read(ChangeSet changes, EntityRef entity, @Nullable SortedMap<String, Object> fields) {
        if (entity.kind() == EntityRef.Kind.TASK && fields != null) {
            changes.send(new TaskCommand.RecordServiceFields(
                    new TaskId(entity.id()), account().connector(), fields, changes.at()));
        }
    }

    /** Records a fact about the link alone. The author is the system, as no user has changed anything. */
    void note(EntityRef entity, BiFunction<SyncLinkId, Instant, SyncCommand> fact) {
        SyncLinkId id = link(entity);
        into.ledger()
                .write(
                        bookkeeper,
                        changes -> {
                            changes.send(fact.apply(id, changes.at()));
                            return id;
                        },
                        any -> any);
    }

    /**
     * The owner of the ledger, who is the user of the account. The owner needs the account's address: the service's tasks
     * name people by address, and the account's time is the owner's. An owner who has chosen another address keeps it.
     */
    public record AccountOwnerPerson(LedgerPorts ledger) {

        /** True if the owner has no address yet, or does not exist yet. */
        public boolean isOpen() {
            return owner().map(StoredPerson::email).isEmpty();
        }

        private Optional<StoredPerson> owner() {
            return ledger.people().directory().find(PersonId.OWNER.toString());
        }

        /**
         * Gives the owner the address. A person who already has it is the same person: their tasks and time become the
         * owner's, and that person is deleted.
         */
        public boolean take(ChangeSet changes, String address) {
            ledger.people().directory().lock();
            if (!isOpen()) {
                return false;
            }
            List<Addressed> commands = new ArrayList<>();
            ledger.people()
                    .directory()
                    .withEmail(address)
                    .ifPresent(second -> commands.addAll(merged(changes, second)));
            ledger.people().owner(changes, OwnerCreation.UNNAMED);
            commands.add(edit(changes, PersonId.OWNER, address));
            changes.sendAll(commands);
            return true;
        }

        private static PersonCommand edit(ChangeSet changes, PersonId person, @Nullable String address) {
            return new PersonCommand.Edit(person, Patch.of(PersonDetails.EMAIL, address), null, changes.at());
        }

        private List<Addressed> merged(ChangeSet changes, StoredPerson second) {
            List<Addressed> commands = new ArrayList<>();
            @Nullable String next = null;
            do {
                Page<TaskView> page =
                        ledger.taskQueries().list(assignedTo(second), new PageRequest(PageRequest.MAX_LIMIT, next));
                page.items()
                        .forEach(task -> commands.add(new TaskCommand.Edit(
                                new TaskId(task.id()), assigning(task, second), null, changes.at())));
                next = page.nextCursor();
            } while (next != null);
            commands.addAll(time(changes, second.person()));
            commands.add(edit(changes, second.person(), null));
            commands.add(new PersonCommand.Delete(second.person(), null, changes.at()));
            return commands;
        }

        /**
         * Moves the time of the second person to the owner. Billed entries stay billed; of two running timers, also of one
         * agent, the owner's keeps running.
         */
        private List<TimeEntryCommand> time(ChangeSet changes, PersonId second) {
            TimeEntryDirectory directory = ledger.time().directory();
            directory.lock(Set.of(PersonId.OWNER, second));
            List<TimeEntryCommand> commands = new ArrayList<>();
            directory
                    .started(Set.of(second), begin(When.FIRST), begin(When.LAST))
                    .forEach(each -> {
                        TimeEntryDetails details = each.seen().details();
                        TimeEntryId entry = each.seen().entry();
                        if (details.running() && isRunning(directory, details.agent())) {
                            Instant end = details.start().isAfter(changes.at()) ? details.start() : changes.at();
                            commands.add(asItIs(entry, TimeEntryDetails.stopping(end, null), changes.at()));
                        }
                        if (details.billed()) {
                            commands.add(asItIs(entry, Patch.of(TimeEntryDetails.BILLED, false), changes.at()));
                        }
                        commands.add(asItIs(entry, Patch.of(TimeEntryDetails.PERSON, PersonId.OWNER), changes.at()));
                        if (details.billed()) {
                            commands.add(asItIs(entry, Patch.of(TimeEntryDetails.BILLED, true), changes.at()));
                        }
                    });
            return commands;
        }

        private static boolean isRunning(TimeEntryDirectory directory, @Nullable String agent) {
            return !directory
                    .timer(new Timer.Worker(PersonId.OWNER, agent))
                    .running()
                    .isEmpty();
        }

        private static TimeEntryCommand asItIs(TimeEntryId entry, Patch<TimeEntryDetails> edit, Instant at) {
            return new TimeEntryCommand.Edit(entry, edit, true, null, at);
        }

        private static Instant begin(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        private static TaskFilter assignedTo(StoredPerson second) {
            return TaskFilter.ALL
                    .with(TaskFilter.ASSIGNEE, second.key().toString())
                    .with(TaskFilter.SORT, new Sort(Sort.By.KEY, false));
        }

        private Patch<TaskDetails> assigning(TaskView task, StoredPerson second) {
            NavigableSet<PersonId> all = new TreeSet<>(Set.of(PersonId.OWNER));
            List<String> keys =
                    task.assignees().stream().map(TaskView.Assignee::key).toList();
            ledger.people().directory().called(keys).values().stream()
                    .flatMap(Collection::stream)
                    .map(StoredPerson::person)
                    .filter(each -> !each.equals(second.person()))
                    .forEach(all::add);
            return Patch.of(TaskDetails.ASSIGNEES, all);
        }
    }
}
