package dev.devledger.application.sync;

import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.cycle.CycleContext.SyncPorts;
import dev.devledger.application.sync.cycle.Progress;
import dev.devledger.application.sync.local.CardLists.CardListNames;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.push.ListPush;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the status of a connector. */
final class SyncStatusQuery {
    /** The most failing items that are counted. */
    private static final int FAILING = 1_000;

    private final Connector connector;
    private final ConnectedAccount account;
    private final SyncPorts ports;
    private final EntityKeys keys;
    private final Function<UUID, Optional<String>> entryKeys;

    /** @param entryKeys the keys of time entries, which {@code keys} may not know */
    SyncStatusQuery(Connector connector, SyncPorts ports, EntityKeys keys, Function<UUID, Optional<String>> entryKeys) {
        this.entryKeys = entryKeys;
        this.connector = connector;
        this.account = connector.account();
        this.ports = ports;
        this.keys = keys;
    }

    /**
     * @param running true if this node is running a cycle
     * @param progress the progress of a long sync
     */
    SyncStatus now(boolean running, Progress progress) {
        ConnectorState state = ports.states().get(account);
        Map<String, Cycles.ListReadState> lists = ports.cycles().reads(account);
        int held = ports.holds().count(account);
        boolean idle = state.state() == ConnectorCondition.IDLE && !account.off();
        String message = idle ? trouble(state, lists, held).message(connector.title()) : stopped(state);
        ConnectorCondition settled = idle && message != null ? ConnectorCondition.ATTENTION : state.state();
        ConnectorCondition now =
                account.off() ? ConnectorCondition.OFF : running ? ConnectorCondition.RUNNING : settled;
        return new SyncStatus(
                account.connector(),
                account.mode(),
                now,
                joined(message(now, message, progress.words()), idle ? nearlyFull(lists) : null),
                ports.cycles().last(account).orElse(null),
                ports.work().pending(account)
                        + (hasComments() ? ports.notes().pending(account) : 0)
                        + (hasTime() ? ports.time().pending(account) : 0),
                ports.conflicts().open(account),
                held,
                account.off() ? List.of() : windows(),
                lastCompleteRead(lists),
                ports.work().waiting(account).toSeconds(),
                null,
                account.off() ? null : of(progress.count()));
    }

    private List<SyncStatus.Window> windows() {
        return connector.budget().use().stream()
                .map(use -> new SyncStatus.Window(use.window().toSeconds() + "s", use.limit(), use.used()))
                .toList();
    }

    /** Collects problems. This takes many queries, which is too much for each page if the service is not used. */
    private Trouble trouble(ConnectorState state, Map<String, Cycles.ListReadState> lists, int held) {
        List<PendingWork.Failing> failing = ports.work().failing(account, ListPush.STANDS, FAILING);
        Map<EntityRef, SyncLink> links = ports.links()
                .findAll(
                        account,
                        failing.stream().map(PendingWork.Failing::entity).toList());
        return new Trouble(
                lists,
                held,
                told(
                        ports.links().refused(account),
                        "project or task is",
                        "projects or tasks are",
                        "refused or not synced"),
                joined(
                        joined(joined(state.message(), notes()), time()),
                        joined(joined(joined(leftOut(), warned()), unsent(failing, links)), unread())),
                ports.closures().all(account),
                undeleted(failing, links),
                list -> ports.links().nameOfList(account, list).orElse(list));
    }

    private static SyncStatus.@Nullable Progress of(Progress.@Nullable Count count) {
        return count == null ? null : new SyncStatus.Progress(count.done(), count.total());
    }

    /** Adds the time of the next try to the message, if the connector goes on by itself. */
    private @Nullable String stopped(ConnectorState state) {
        Instant until = state.notBefore();
        return state.state() == ConnectorCondition.RATE_LIMITED && until != null
                ? joined(state.message(), "Devledger goes on at " + until.truncatedTo(ChronoUnit.SECONDS))
                : state.message();
    }

    private boolean hasTime() {
        return connector.time().isPresent();
    }

    /** Describes failing time entries; null if there are none. */
    private @Nullable String time() {
        return hasTime()
                ? told(ports.time().failing(account), "time entry", "time entries", "could not be synced")
                : null;
    }

    /** Describes the remote objects that were not taken over; null if all were, or are dismissed. */
    private @Nullable String leftOut() {
        List<UnimportedObjects.UnimportedObject> left = ports.left().told(account);
        if (left.isEmpty()) {
            return null;
        }
        UnimportedObjects.UnimportedObject first = left.getFirst();
        String name = first.name() == null
                ? first.id()
                : "\"" + NearestValues.cut(first.name().replaceAll("\\p{Cntrl}", " "), 60) + "\" (" + first.id() + ")";
        return left.size() + (left.size() == 1 ? " thing" : " things") + " of " + connector.title()
                + (left.size() == 1 ? " is" : " are") + " left out, for example " + name + ": " + first.reason()
                + "; GET /api/sync/left-out lists " + (left.size() == 1 ? "it" : "them");
    }

    /**
     * Describes values that differ because of the ledger's limits; null if the ledger holds everything as the service
     * does.
     */
    private @Nullable String warned() {
        return joined(
                warned(ports.links().warned(account), "project or task is", "projects or tasks are"),
                hasTime() ? warned(ports.entries().warned(account), "time entry is", "time entries are") : null);
    }

    private @Nullable String warned(LinkBook.Sample sample, String one, String several) {
        return told(sample, one, several, "not here as in " + connector.title());
    }

    /** Describes a sample of items; null if it is empty. */
    private @Nullable String told(LinkBook.Sample sample, String one, String several, String what) {
        return sample.one() == null
                ? null
                : sample.count() + " " + (sample.count() == 1 ? one : several) + " " + what + ", for example "
                        + words(sample.one(), sample.reason());
    }

    private String words(EntityRef entity, @Nullable String warning) {
        return entity.kind() == EntityRef.Kind.ENTRY
                ? entryKeys.apply(entity.id()).orElse("one that is deleted") + ": " + warning
                : keys.words(entity, warning);
    }

    /** Describes stored data that cannot be read or applied; null if there is none. */
    private @Nullable String unread() {
        List<String> unread = ports.work().unread();
        return unread.isEmpty()
                ? null
                : unread.size() + (unread.size() == 1 ? " thing is" : " things are")
                        + " left alone, as a stored event or value cannot be read, for example " + unread.getFirst()
                        + "; the page of the ledger lists "
                        + (unread.size() == 1 ? "it" : "them");
    }

    private boolean hasComments() {
        return connector.comments().isPresent();
    }

    /** Describes failing notes; null if there are none. */
    private @Nullable String notes() {
        String told =
                hasComments() ? told(ports.notes().failing(account), "task", "tasks", "could not be synced") : null;
        return told == null ? null : "the notes of " + told;
    }

    /**
     * Describes changes that have waited long, without a refusal, a question or a delete being the reason; null if
     * there are none.
     */
    private @Nullable String unsent(List<PendingWork.Failing> failing, Map<EntityRef, SyncLink> links) {
        List<PendingWork.Failing> unsent = failing.stream()
                .filter(each -> isNotTold(links.getOrDefault(each.entity(), SyncLink.None.EVER)))
                .toList();
        return unsent.isEmpty()
                ? null
                : unsent.size() + (unsent.size() == 1 ? " change is" : " changes are") + " not in " + connector.title()
                        + " yet, for example "
                        + keys.words(
                                unsent.getFirst().entity(), unsent.getFirst().reason());
    }

    private static boolean isNotTold(SyncLink link) {
        return switch (link) {
            case SyncLink.Linked linked -> linked.refusal() == null;
            case SyncLink.None none -> none.refusal() == null;
            case SyncLink.Creating creating -> true;
            case SyncLink.Closed closed -> true;
            case SyncLink.Deleting deleting -> false;
            case SyncLink.Detached detached -> false;
            case SyncLink.OutOfScope outside -> false;
            case SyncLink.Stopped stopped -> false;
        };
    }

    /** Collects deletes that fail: the deleted entities do not show that, as edited ones would. */
    private static List<Trouble.FailedDelete> undeleted(
            List<PendingWork.Failing> failing, Map<EntityRef, SyncLink> links) {
        return failing.stream()
                .flatMap(each -> links.get(each.entity()) instanceof SyncLink.Deleting deleting
                        ? Stream.of(new Trouble.FailedDelete(deleting.at(), each.reason()))
                        : Stream.empty())
                .toList();
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null ? second : second == null ? first : first + "; " + second;
    }

    /** Describes lists that are nearly full, which the sync handles by itself; null if every list has room. */
    private @Nullable String nearlyFull(Map<String, Cycles.ListReadState> lists) {
        if (lists.values().stream().noneMatch(this::isNearlyFull)) {
            return null;
        }
        List<String> full = new ArrayList<>();
        ports.links().lists(account).forEach((owner, link) -> {
            Cycles.ListReadState read =
                    link.object() == null ? null : lists.get(link.object().list());
            if (link instanceof SyncLink.Linked linked && read != null && isNearlyFull(read)) {
                full.add("the list \"" + linked.base().title() + "\" has " + read.open()
                        + " open tasks; " + connector.title() + " allows about "
                        + connector.capabilities().room().most() + " in a list"
                        + (owner.holdsCards()
                                ? ": new cards go into \"" + CardListNames.next(connector.settings(), owner) + "\""
                                : ""));
            }
        });
        return full.isEmpty() ? null : String.join("; ", full);
    }

    private boolean isNearlyFull(Cycles.ListReadState read) {
        return read.open() >= connector.capabilities().room().enough();
    }

    /** Returns when the list that was read longest ago was read; null if a list never was, or there is none. */
    private static @Nullable Instant lastCompleteRead(Map<String, Cycles.ListReadState> lists) {
        Instant oldest = null;
        for (Cycles.ListReadState list : lists.values()) {
            if (list.readAt() == null) {
                return null;
            }
            oldest = oldest == null || list.readAt().isBefore(oldest) ? list.readAt() : oldest;
        }
        return oldest;
    }

    /**
     * Chooses the message. The progress of a cycle replaces the reason of an earlier stop, except a missing
     * authorization.
     */
    private @Nullable String message(ConnectorCondition now, @Nullable String stopped, @Nullable String progress) {
        return switch (now) {
            case OFF ->
                "%s is off (devledger.%s.mode=off); changes wait in Devledger."
                        .formatted(connector.title(), account.connector());
            case NEEDS_AUTHORIZATION -> stopped;
            case RUNNING -> progress == null ? stopped : progress;
            case IDLE, ATTENTION, RATE_LIMITED, UNREACHABLE -> stopped == null ? null : joined(stopped, progress);
        };
    }

    /**
     * Problems that do not go away by waiting, though the service answers.
     *
     * @param lists the last read of each list
     * @param held the number of operations that wait for an approval
     * @param refused a description of refused or unsynced entities
     * @param left a description of everything that is left out or fails
     * @param closed the lists that accept nothing from the sync
     * @param undeleted the deletes that have failed for long
     * @param names the names of the remote lists
     */
    record Trouble(
            Map<String, Cycles.ListReadState> lists,
            int held,
            @Nullable String refused,
            @Nullable String left,
            List<ListClosures.ListClosure> closed,
            List<FailedDelete> undeleted,
            UnaryOperator<String> names) {

        /** {@code since} is the time of the intended delete, and {@code reason} why it failed the last time. */
        record FailedDelete(Instant since, @Nullable String reason) {}

        /** Describes the problems, with {@code title} as the service's name for people; null if there are none. */
        @Nullable
        String message(String title) {
            List<String> all = new ArrayList<>();
            unread(all);
            if (held > 0) {
                all.add(held + (held == 1 ? " change waits" : " changes wait") + " for your approval: GET"
                        + " /api/sync/approvals");
            }
            closed.forEach(each -> all.add(closed(each, title)));
            if (refused != null) {
                all.add(refused);
            }
            undeleted.stream()
                    .min(Comparator.comparing(FailedDelete::since))
                    .ifPresent(oldest -> all.add(describe(oldest, title)));
            if (left != null) {
                all.add(left);
            }
            return all.isEmpty() ? null : String.join("; ", all);
        }

        private String describe(FailedDelete oldest, String title) {
            return (undeleted.size() == 1
                            ? "one deleted project or task"
                            : undeleted.size() + " deleted projects or tasks")
                    + " could not be deleted in " + title + " since "
                    + oldest.since().truncatedTo(ChronoUnit.SECONDS) + ": "
                    + oldest.reason();
        }

        private String closed(ListClosures.ListClosure closure, String title) {
            String where = closure.list().isEmpty()
                    ? "the " + title + " account"
                    : "the list \"" + names.apply(closure.list()) + "\"";
            return where + " has accepted " + (closure.adding() ? "nothing new" : "no writes") + " since "
                    + closure.since().truncatedTo(ChronoUnit.SECONDS) + ": " + closure.reason() + "; Devledger tries"
                    + " again at "
                    + closure.until().truncatedTo(ChronoUnit.SECONDS);
        }

        private void unread(List<String> into) {
            List<Cycles.UnreadList> unread = lists.values().stream()
                    .map(Cycles.ListReadState::unread)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(Cycles.UnreadList::since).thenComparing(Cycles.UnreadList::name))
                    .toList();
            if (!unread.isEmpty()) {
                into.add(unread.getFirst().describe()
                        + (unread.size() == 1 ? "" : "; lists not read: " + (unread.size() - 1) + " more"));
            }
        }
    }
}
