package dev.devledger.application.sync.cycle;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
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

/** Records intents and outcomes of a cycle. Each record is committed before the next call. */
public final class LinkJournal {
    /** A record about a link, made with the time at which it is stored. */
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

    /** Sets the listener for new links; it runs in the transaction that links an entity. */
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

    /** Stores the record, and returns the link as it is afterwards. */
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
     * Gives an intent that is dated in the future the present time: the clock was ahead, so the intent's real time is
     * unknown, and waits count from now. A list's intent concerns many items, and one of them may have corrected it
     * before.
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

    /** Stores records of several links at once, all or none. */
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

    /** Stops the link, and asks a person which candidate is the entity's object. */
    public SyncLink ask(EntityRef entity, String question, List<Dispute.Candidate> candidates) {
        SyncLinkId link = account.link(entity);
        return ledger.write(
                        by,
                        changes -> {
                            changes.send(new SyncCommand.Stop(link, question, changes.at()));
                            changes.send(new ConflictCommand.Raise(
                                    new ConflictId(UUID.randomUUID()),
                                    link,
                                    new Dispute.AmbiguousObject(question, candidates),
                                    changes.at()));
                            return link;
                        },
                        this::newest)
                .answer();
    }

    /** Asks a person about the entity; the link stays as it is. */
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

    /** Returns the entities whose last agreed content is open and in that list. */
    public Set<EntityRef> openOnesIn(String list) {
        return book.inLists(account, List.of(list)).stream()
                .filter(each -> each.entity().kind() != EntityRef.Kind.LIST)
                .filter(each -> each.link() instanceof SyncLink.Linked linked && linked.wasOpen())
                .map(LinkBook.Entry::entity)
                .collect(Collectors.toSet());
    }

    /** True if there is an open question about each of these entities. */
    public boolean areAsked(Set<EntityRef> entities) {
        return conflicts.standing(account, entities).stream()
                .filter(each -> each.dispute().waits())
                .map(ConflictBook.OpenConflict::entity)
                .collect(Collectors.toSet())
                .containsAll(entities);
    }

    /** Returns the links to objects that are, or were last seen, in that list. */
    public List<LinkBook.Entry> in(String list) {
        return book.inLists(account, List.of(list));
    }

    /** Returns the links to these objects, in any state. */
    public List<LinkBook.Entry> of(List<RemoteTask> tasks) {
        return book.ofRemote(
                account, tasks.stream().map(task -> task.ref().id()).toList());
    }

    /** Returns the objects that no entity is or was linked to. */
    public <T> List<T> unclaimed(List<T> objects, Function<T, String> id) {
        if (objects.isEmpty()) {
            return objects;
        }
        Set<String> taken = book.taken(account, objects.stream().map(id).toList());
        return objects.stream().filter(each -> !taken.contains(id.apply(each))).toList();
    }

    /** True if the object is linked to another entity. */
    public boolean isOthers(EntityRef entity, String remoteId) {
        return book.ofRemote(account, List.of(remoteId)).stream()
                .anyMatch(each -> !each.entity().equals(entity) && each.link().claims());
    }

    /** Returns the lists that the entity may be linked to: writable, unlinked, and not ruled out by a person. */
    public List<RemoteList> eligible(EntityRef entity, List<RemoteList> lists) {
        List<RemoteList> free =
                unclaimed(lists.stream().filter(RemoteList::writable).toList(), RemoteList::id);
        if (free.isEmpty()) {
            return free;
        }
        Set<String> answered = conflicts.answered(account, entity);
        return free.stream().filter(each -> !answered.contains(each.id())).toList();
    }

    /** True if a person has answered a question about that object, and so may have chosen it. */
    public boolean isChosen(EntityRef entity, String remoteId) {
        return conflicts.answered(account, entity).contains(remoteId);
    }

    /** Returns the open question about an entity whose creates were never answered; empty if there is none. */
    public Optional<ConflictBook.OpenConflict> neverAnswered(EntityRef entity) {
        return OpenConflicts.of(conflicts, account, List.of(entity)).find(entity, Dispute::neverAnswered);
    }

    /** Returns the newest given-up create of a task; empty if there is none. */
    public Optional<CreateAttempt> newestGivenUp(EntityRef entity) {
        return book.givenUp(account).reversed().stream()
                .filter(each -> each.entity().equals(entity))
                .map(LinkBook.GivenUp::sending)
                .filter(CreateAttempt::ofTask)
                .findFirst();
    }

    /** True if the whole entity waits for a person. */
    public boolean isAsked(EntityRef entity) {
        return OpenConflicts.of(conflicts, account, List.of(entity)).isAsWhole(entity);
    }

    /** True if one of these tasks, or the entity, waits for a person in any way. */
    public boolean waitsForAPerson(EntityRef entity, List<RemoteTask> tasks) {
        List<EntityRef> concerned = new ArrayList<>(List.of(entity));
        of(tasks).forEach(each -> concerned.add(each.entity()));
        return conflicts.standing(account, concerned).stream()
                .anyMatch(each -> each.dispute().waits());
    }

    /**
     * True if one of these tasks is linked in another list or out of scope: a user moved it into this list, and the
     * sync leaves it there.
     */
    public boolean wereMovedInto(String list, List<RemoteTask> tasks) {
        return of(tasks).stream()
                .map(LinkBook.Entry::link)
                .anyMatch(link -> link instanceof SyncLink.OutOfScope || isElsewhere(link.object(), list));
    }

    private static boolean isElsewhere(@Nullable RemoteRef known, String list) {
        return known != null && !known.list().equals(list);
    }

    /** True if a person has unlinked all of these tasks that were linked: the sync then changes none of them. */
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
