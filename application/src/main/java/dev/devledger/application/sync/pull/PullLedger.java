package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.pull.NewEntity.Assigned;
import dev.devledger.application.sync.pull.NewEntity.Billed;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.Canonical;
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

/** The ledger as a pull writes to it: each entity is one transaction, and all of a cycle is one change set. */
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

    /** Fails where the ledger is away. */
    void requireAnswer() {
        work.pending(account());
    }

    LedgerPorts into() {
        return into;
    }

    Words words() {
        return connector.words();
    }

    /** What of that a list there holds. */
    Canonical ofList(Canonical content) {
        return connector.ofList(content);
    }

    ConnectedAccount account() {
        return connector.account();
    }

    /** The service's, as people write it. */
    String title() {
        return connector.title();
    }

    /** Of what has none there. */
    ZoneId zone() {
        return connector.settings().zone();
    }

    Assigned assigned(ChangeSet changes) {
        return new Assigned(into.people(), changes, connector::personName);
    }

    Billed billed(ChangeSet changes) {
        return new Billed(into.billing(), changes);
    }

    /** What is to be said of a project that is a list there. */
    SortedMap<String, Placement> placed() {
        return connector.placed(Placement.LIST);
    }

    /** Whether it tells where an open task stands. */
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

    /** Of a sandbox nobody takes over who they are. */
    void takeOwnAddress() {
        OwnPerson owner = new OwnPerson(into);
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

    /** Nothing where nothing was told of them, as where the service has none. */
    void read(ChangeSet changes, EntityRef entity, @Nullable SortedMap<String, Object> fields) {
        if (entity.kind() == EntityRef.Kind.TASK && fields != null) {
            changes.send(new TaskCommand.ReadFields(
                    new TaskId(entity.id()), account().connector(), fields, changes.at()));
        }
    }

    /** What goes on record about the link alone; the system says it, as nobody has changed anything. */
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
