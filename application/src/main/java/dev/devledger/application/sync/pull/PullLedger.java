package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.pull.NewEntity.AssigneeImport;
import dev.devledger.application.sync.pull.NewEntity.BillingImport;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.SortedMap;
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
}
