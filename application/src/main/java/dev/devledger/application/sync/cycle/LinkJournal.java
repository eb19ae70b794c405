package dev.devledger.application.sync.cycle;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts on record what a cycle is about to do, and what has come of it. Each record is committed before the next call. */
public final class LinkJournal {
    /** What is to go on record of a link, as of the time at which it is written down. */
    public interface Fact {
        SyncCommand of(SyncLinkId link, Instant at);
    }

    private final Ledger ledger;
    private final LinkBook book;
    private final ConflictBook conflicts;
    private final ConnectedAccount account;
    private final Provenance by;
    private Consumer<EntityRef> linked = any -> {};

    public LinkJournal(Ledger ledger, LinkBook book, ConflictBook conflicts, ConnectedAccount account, UUID cycle) {
        this.ledger = ledger;
        this.book = book;
        this.conflicts = conflicts;
        this.account = account;
        this.by = new Provenance(account.connector(), "system", null, null, cycle.toString(), cycle.toString(), null);
    }

    /** Who hears of each that is linked, while that goes on record: what is stored then is stored with it or not at all. */
    public void onLink(Consumer<EntityRef> hears) {
        linked = hears;
    }

    private void send(ChangeSet changes, EntityRef entity, Fact fact) {
        SyncCommand command = fact.of(account.link(entity), changes.at());
        changes.send(command);
        if (command instanceof SyncCommand.Link) {
            linked.accept(entity);
        }
    }

    /** Records it, and answers what is known of the link now. */
    public SyncLink record(EntityRef entity, Fact fact) {
        SyncLinkId link = account.link(entity);
        return ledger.write(
                        by,
                        changes -> {
                            send(changes, entity, fact);
                            return link;
                        },
                        this::newest)
                .answer();
    }

    /**
     * What was meant at a time that is not yet was meant while the clock was ahead: when it was is not known, and what is
     * waited for after it counts from now on. A list is that of many items, and any of them may have said so before.
     */
    public SyncLink asOfNow(EntityRef entity, SyncLink link, Instant now) {
        if (meantNow(link, now).isEmpty()) {
            return link;
        }
        SyncLink newest = read(entity);
        return meantNow(newest, now).map(fact -> record(entity, fact)).orElse(newest);
    }

    private static Optional<Fact> meantNow(SyncLink link, Instant now) {
        return switch (link) {
            case SyncLink.Creating(var intent, var attempt, var list, var content, var meant)
            when CreateAttempt.isAhead(meant, now) ->
                Optional.of((id, at) -> new SyncCommand.IntendCreate(id, UUID.randomUUID(), intent, list, content, at));
            case SyncLink.Deleting deleting
            when CreateAttempt.isAhead(deleting.lastMeantAt(), now) ->
                Optional.of((id, at) -> new SyncCommand.RepeatDelete(id, at));
            default -> Optional.empty();
        };
    }

    /** Records facts of several links at once, all or none. */
    public Map<EntityRef, SyncLink> recordAll(Map<EntityRef, Fact> facts) {
        return ledger.write(
                        by,
                        changes -> {
                            facts.forEach((entity, fact) -> send(changes, entity, fact));
                            return facts.keySet();
                        },
                        entities -> book.findAll(account, entities))
                .answer();
    }

    /** Stops the link, and asks a person which of these it is. */
    public SyncLink ask(EntityRef entity, String question, List<Dispute.Candidate> candidates) {
        SyncLinkId link = account.link(entity);
        return ledger.write(
                        by,
                        changes -> {
                            changes.send(new SyncCommand.Stop(link, question, changes.at()));
                            changes.send(new ConflictCommand.Raise(
                                    new ConflictId(UUID.randomUUID()),
                                    link,
                                    new Dispute.WhichOne(question, candidates),
                                    changes.at()));
                            return link;
                        },
                        this::newest)
                .answer();
    }

    /** Asks a person what becomes of it, and leaves its link as it is. */
    public void ask(EntityRef entity, Dispute question) {
        ConflictId id = new ConflictId(UUID.randomUUID());
        ledger.write(
                by,
                changes -> {
                    changes.send(new ConflictCommand.Raise(id, account.link(entity), question, changes.at()));
                    return id;
                },
                raised -> raised);
    }

    /** On which both sides have last agreed that they are open and in that list. */
    public Set<EntityRef> openOnesIn(String list) {
        return book.inLists(account, List.of(list)).stream()
                .filter(each -> each.entity().kind() != EntityRef.Kind.LIST)
                .filter(each -> each.link() instanceof SyncLink.Linked linked && linked.wasOpen())
                .map(LinkBook.Entry::entity)
                .collect(Collectors.toSet());
    }

    /** Whether a person has been asked about each of them. */
    public boolean areAsked(Set<EntityRef> entities) {
        return conflicts.standing(account, entities).stream()
                .filter(each -> each.dispute().waits())
                .map(ConflictBook.Standing::entity)
                .collect(Collectors.toSet())
                .containsAll(entities);
    }

    /** All that is, or was last known to be, in that list. */
    public List<LinkBook.Entry> in(String list) {
        return book.inLists(account, List.of(list));
    }

    /** The links to these, whatever their state. */
    public List<LinkBook.Entry> of(List<RemoteTask> tasks) {
        return book.ofRemote(
                account, tasks.stream().map(task -> task.ref().id()).toList());
    }

    /** Those that no entity is linked to, or was. */
    public <T> List<T> unclaimed(List<T> objects, Function<T, String> id) {
        if (objects.isEmpty()) {
            return objects;
        }
        Set<String> taken = book.taken(account, objects.stream().map(id).toList());
        return objects.stream().filter(each -> !taken.contains(id.apply(each))).toList();
    }

    /** Whether another entity has a claim on that object. */
    public boolean isOthers(EntityRef entity, String remoteId) {
        return book.ofRemote(account, List.of(remoteId)).stream()
                .anyMatch(each -> !each.entity().equals(entity) && each.link().claims());
    }

    /** Those lists that may be this entity: open to us, nobody's, and none of those that a person has said it is not. */
    public List<RemoteList> eligible(EntityRef entity, List<RemoteList> lists) {
        List<RemoteList> free =
                unclaimed(lists.stream().filter(RemoteList::writable).toList(), RemoteList::id);
        if (free.isEmpty()) {
            return free;
        }
        Set<String> answered = conflicts.answered(account, entity);
        return free.stream().filter(each -> !answered.contains(each.id())).toList();
    }

    /** Whether a person has said something on whether it is that one, and so may have said that it is. */
    public boolean isChosen(EntityRef entity, String remoteId) {
        return conflicts.answered(account, entity).contains(remoteId);
    }

    /** The question what is to become of it, as no create of it was ever answered; empty where nobody is asked that. */
    public Optional<ConflictBook.Standing> neverAnswered(EntityRef entity) {
        return OpenConflicts.of(conflicts, account, List.of(entity)).find(entity, Dispute::neverAnswered);
    }

    /** Its newest create that was given up; empty where none was. */
    public Optional<CreateAttempt> newestGivenUp(EntityRef entity) {
        return book.givenUp(account).reversed().stream()
                .filter(each -> each.entity().equals(entity))
                .map(LinkBook.GivenUp::sending)
                .filter(CreateAttempt::ofTask)
                .findFirst();
    }

    /** Whether it waits for a person as a whole. */
    public boolean isAsked(EntityRef entity) {
        return OpenConflicts.of(conflicts, account, List.of(entity)).isAsWhole(entity);
    }

    /** Whether one of these tasks, or that entity, waits for a person in any way. */
    public boolean waitsForAPerson(EntityRef entity, List<RemoteTask> tasks) {
        List<EntityRef> concerned = new ArrayList<>(List.of(entity));
        of(tasks).forEach(each -> concerned.add(each.entity()));
        return conflicts.standing(account, concerned).stream()
                .anyMatch(each -> each.dispute().waits());
    }

    /** Whether somebody has moved one of these there that the ledger has elsewhere: nobody else takes it from there. */
    public boolean wereMovedInto(String list, List<RemoteTask> tasks) {
        return of(tasks).stream()
                .map(LinkBook.Entry::link)
                .anyMatch(link -> link instanceof SyncLink.OutOfScope || isElsewhere(link.object(), list));
    }

    private static boolean isElsewhere(@Nullable RemoteRef known, String list) {
        return known != null && !known.list().equals(list);
    }

    /** Whether a person has left each of these that is the ledger's as it is: none of them goes by itself. */
    public boolean areParted(List<RemoteTask> tasks) {
        return of(tasks).stream()
                .allMatch(each -> each.link() instanceof SyncLink.Detached detached && detached.stays());
    }

    public SyncLink read(EntityRef entity) {
        return newest(account.link(entity));
    }

    private SyncLink newest(SyncLinkId link) {
        return book.find(link).orElseGet(() -> new SyncLink.None(null));
    }
}
