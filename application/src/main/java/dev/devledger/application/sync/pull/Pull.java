package dev.devledger.application.sync.pull;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LogOnce;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes over into the ledger what a full cycle found at the remote. Each entity is one transaction: what is changed in
 * the ledger, what both sides agree on from now on, and the conflicts that came of it. All of a cycle is one change set.
 */
public final class Pull {
    private static final Logger LOG = LoggerFactory.getLogger(Pull.class);

    /** So many in a row are not poison: the ledger is away, and each of them would wait for it. */
    private static final int AWAY = 10;

    private static final int LONGEST_NAME = 60;

    private final PullLedger ledger;
    private final Connector connector;
    private final LogOnce logOnce;
    private final TouchedEntities known;
    private final PullTally tally = new PullTally();
    private final List<String> left = new ArrayList<>();
    private int failedInARow;

    public Pull(LedgerPorts into, Connector connector, LinkBook book, PendingWork work, LogOnce logOnce, UUID cycle) {
        this.ledger = new PullLedger(into, connector, book, work, cycle);
        this.connector = connector;
        this.logOnce = logOnce;
        this.known = new TouchedEntities(connector.account(), book, into.projectQueries(), into.taskQueries());
    }

    /** How many entities were changed here. */
    public int pulled() {
        return tally.pulled();
    }

    /** How many conflicts were raised. */
    public int conflicts() {
        return tally.conflicts();
    }

    /** False where something is left to the next cycle. */
    public boolean complete() {
        return tally.complete();
    }

    /** Tells where a list that was found a moment ago belongs, before it is linked. */
    public void know(SyncedList scope) {
        known.know(scope.list(), scope.owner());
    }

    /**
     * @param deletes as what each of them goes on record
     * @param waiting what is marked, and is tried when its time comes
     */
    public void apply(Plan plan, Map<EntityRef, Counted> deletes, Set<EntityRef> waiting) {
        known.load(plan.items());
        PulledFields fields = new PulledFields(ledger, known, tally, plan.conflicts(), waiting);
        PulledExistence existence = new PulledExistence(
                ledger,
                known,
                tally,
                plan.conflicts(),
                deletes,
                connector.settings().zone());
        plan.items().forEach(item -> one(item, fields, existence));
        if (!tally.toPush().isEmpty()) {
            ledger.mark(tally.toPush());
        }
    }

    /** What cannot be taken over waits, and the others go on: it comes first again in the next cycle. */
    private void one(Planned item, PulledFields fields, PulledExistence existence) {
        try {
            try {
                apply(item, fields, existence);
            } catch (Rejection e) {
                tally.leaveOpen();
                if (e.code() == Rejection.Code.STALE) {
                    LOG.info("{} was changed in Devledger meanwhile, and is left to the next cycle", name(item));
                } else {
                    leave(item, e.detail(), Level.WARN, null);
                }
                refused(item, e);
            }
            failedInARow = 0;
        } catch (CycleStopped e) {
            throw e;
        } catch (RuntimeException e) {
            tally.leaveOpen();
            leave(item, "unexpected error; the server's log has the reason", Level.ERROR, e);
            if (++failedInARow == AWAY) {
                throw e;
            }
        }
    }

    private void leave(Planned item, String reason, Level level, @Nullable RuntimeException failure) {
        String line = (name(item) + " is not pulled: " + reason).replaceAll("\\p{Cntrl}", " ");
        left.add(line);
        LOG.atLevel(logOnce.isNew(line) ? level : Level.DEBUG).setCause(failure).log("{}", line);
    }

    /** What was not taken over, and why; null where there is nothing of the kind. */
    @Nullable
    public String left() {
        return left.isEmpty()
                ? null
                : left.getFirst() + (left.size() == 1 ? "" : "; and " + (left.size() - 1) + " more");
    }

    /** What the ledger's rules do not allow stays as it is on both sides, and is shown on its entity. */
    private void refused(Planned item, Rejection rejection) {
        EntityRef entity = item.entity();
        if (entity != null
                && rejection.code() == Rejection.Code.INVALID
                && ledger.book().find(ledger.link(entity)).orElse(null) instanceof SyncLink.Linked) {
            String reason = "what is in " + connector.title() + " cannot be stored in Devledger: " + rejection.detail();
            ledger.write(changes -> changes.send(new SyncCommand.Refuse(ledger.link(entity), reason, changes.at())));
        }
    }

    private static String name(Planned item) {
        if (!(item instanceof Planned.Imported(var task))) {
            return String.valueOf(item.entity());
        }
        String title = task.content().title();
        int end = title.offsetByCodePoints(0, Math.min(LONGEST_NAME, title.codePointCount(0, title.length())));
        String shown = end < title.length() ? title.substring(0, end) + "…" : title;
        return "\"" + shown + "\" (" + task.ref().id() + ")";
    }

    private void apply(Planned item, PulledFields fields, PulledExistence existence) {
        switch (item) {
            case Planned.Merged merged -> fields.merged(merged);
            case Planned.Returned back -> fields.returned(back);
            case Planned.Adopted adopted -> fields.adopted(adopted);
            case Planned.Imported imported -> existence.imported(imported.remote());
            case Planned.Removed removed -> existence.removed(removed);
            case Planned.ListEnded end -> ended(end, fields, existence);
            case Planned.Revived revived -> existence.revived(revived);
            case Planned.Asked asked -> existence.asked(asked);
            case Planned.Withdrawn answered -> existence.answered(answered);
            case Planned.Accepted accepted ->
                ledger.note(accepted.entity(), (link, at) -> new SyncCommand.Acknowledge(link, accepted.base(), at));
            // A person has deleted it here as well: should it be back there, that is a question (E13) and no restore
            // (E12).
            case Planned.Closed closed -> ledger.note(closed.entity(), (link, at) -> new SyncCommand.Close(link, at));
            case Planned.OutOfScope left ->
                ledger.note(left.entity(), (link, at) -> new SyncCommand.LeaveScope(link, left.reason(), at));
            case Planned.Unreadable alone ->
                ledger.note(alone.entity(), (link, at) -> new SyncCommand.Refuse(link, alone.reason(), at));
            case Planned.ReadAgain again ->
                ledger.note(again.entity(), (link, at) -> new SyncCommand.Acknowledge(link, again.base(), at));
            case Planned.ListFound found -> {
                RemoteRef ref = new RemoteRef(found.list().id(), found.list().id());
                Canonical name =
                        Canonical.list(connector.words().listName(found.list().name()));
                ledger.note(found.entity(), (link, at) -> new SyncCommand.Link(link, ref, name, at));
            }
            case Planned.ListRenamed renamed -> fields.renamed(renamed);
            case Planned.Pushed pushed -> {} // the narrow part of the cycle
        }
    }

    /** What could not be taken over keeps the list known, so that the next cycle sees it again. */
    private void ended(Planned.ListEnded item, PulledFields fields, PulledExistence existence) {
        item.carried().forEach(each -> one(each, fields, existence));
        boolean left = ledger.book().inLists(ledger.account(), List.of(item.list())).stream()
                .anyMatch(
                        each -> each.entity().kind() != EntityRef.Kind.LIST && Observed.asLinked(each.link()) != null);
        if (left) {
            tally.leaveOpen();
        } else if (Observed.asLinked(
                        ledger.book().find(ledger.link(item.entity())).orElse(SyncLink.None.EVER))
                != null) {
            ledger.note(item.entity(), (link, at) -> new SyncCommand.Close(link, at));
        }
    }
}
