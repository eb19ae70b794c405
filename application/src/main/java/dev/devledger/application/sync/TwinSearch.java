package dev.devledger.application.sync;

import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteTask;
import dev.devledger.domain.sync.Sending;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.Twins;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Looks for what an unanswered create may have made: first in the list where it was to be made, and before anything is
 * sent again in the whole account, since a person may have moved, renamed or abandoned it
 * (docs/sync-design.md, section 6). What counts as it, {@link Twins} says.
 */
final class TwinSearch {
    /** How often one entity's create is sent at most. */
    static final int ATTEMPTS = SyncLink.Creating.ATTEMPTS;

    sealed interface Result {
        /**
         * @param made where the create made it
         * @param base what it made
         */
        record Found(RemoteRef made, Canonical base) implements Result {}

        /**
         * Not seen as it was sent, where it was sent, by a read that began a settle time after the create.
         *
         * @param twice whether by two settle times after it, so that there was time for another read before this one
         */
        record NotAtHome(boolean twice) implements Result {}

        /** Nor anywhere else. */
        record Missing() implements Result {}

        /** It may still appear. */
        record TooEarly(Duration retryAfter) implements Result {}

        /** Something is there that may be it or not; a person has to say. */
        record Ambiguous(String reason, List<RemoteTask> candidates) implements Result {}

        record Failed(String reason) implements Result {}

        /** What cannot be read may be it. */
        record Hidden(String reason) implements Result {}
    }

    private final CycleCalls calls;
    private final LinkBook book;
    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final Clock clock;
    private final Twins twins;
    private final Set<String> claimed = new HashSet<>();
    /** What of a read is somebody's; what became somebody's since is claimed. */
    private final IdentityHashMap<CycleCalls.ListRead, Set<String>> taken = new IdentityHashMap<>();

    TwinSearch(CycleCalls calls, LinkBook book, ConnectedAccount account, SyncSettings settings, Clock clock) {
        this.calls = calls;
        this.book = book;
        this.account = account;
        this.settings = settings;
        this.clock = clock;
        this.twins = new Twins(settings.settle());
    }

    /** That remote task is some entity's from now on. */
    void claim(RemoteRef task) {
        claimed.add(task.id());
    }

    /** In the list where it was to be made: a create whose answer was lost is there, as a rule. */
    Result atHome(EntityRef entity, SyncLink.Creating creating) {
        List<Sending> own = sendings(entity, creating);
        return switch (calls.read(creating.list(), since(own))) {
            case RemoteAnswer.Ok<CycleCalls.ListRead>(var read) ->
                twins.asSent(own, unclaimed(read))
                        .<Result>map(found -> new Result.Found(found.made(), found.base()))
                        .or(() -> hidden(read, each -> mayBe(own, each)))
                        .orElseGet(() -> notAtHome(creating, read.startedAt()));
            // Its list was deleted: what was made in it went along, or was moved elsewhere before.
            case RemoteAnswer.Refused<CycleCalls.ListRead> gone -> notAtHome(creating, calls.now());
            case RemoteAnswer.NotSent<CycleCalls.ListRead> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<CycleCalls.ListRead>(var reason) -> new Result.Failed(reason);
        };
    }

    /** In all lists and of every status: only where it is nowhere is it sent again. */
    Result everywhere(EntityRef entity, SyncLink.Creating creating) {
        List<Sending> own = sendings(entity, creating);
        return everywhere(
                creating.list(),
                own,
                read -> twins.find(own, unclaimed(read), others(entity)),
                question(creating.content().title()),
                each -> mayBe(own, each));
    }

    /** The same of what was refused, and may have been sent once more without a record of it. */
    Result refused(EntityRef entity, Sending refused) {
        Sending sent = refused.known(calls.now());
        return everywhere(
                sent.list(),
                List.of(sent),
                read -> twins.findRefused(sent, unclaimed(read), others(entity)),
                questionOfRefused(sent.content().title()),
                each -> each.mayBe(sent) && each.mayBeCalled(sent));
    }

    private Result everywhere(
            String list,
            List<Sending> own,
            Function<CycleCalls.ListRead, Twins.Verdict> find,
            String question,
            Predicate<Quarantined> mayBe) {
        return switch (calls.readAll(list, since(own))) {
            case RemoteAnswer.Ok<CycleCalls.ListRead>(var read) ->
                switch (find.apply(read)) {
                    case Twins.Verdict.Found(var made, var base) -> new Result.Found(made, base);
                    case Twins.Verdict.Unsure(var candidates) -> new Result.Ambiguous(question, candidates);
                    case Twins.Verdict.None none -> hidden(read, mayBe).orElseGet(Result.Missing::new);
                };
            case RemoteAnswer.Refused<CycleCalls.ListRead>(var reason) -> new Result.Failed(reason);
            case RemoteAnswer.NotSent<CycleCalls.ListRead> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<CycleCalls.ListRead>(var reason) -> new Result.Failed(reason);
        };
    }

    private static boolean mayBe(List<Sending> own, Quarantined there) {
        return own.stream().anyMatch(there::mayBe);
    }

    /** That what was made may be among what cannot be read and is nobody's; empty where it is not. */
    private Optional<Result> hidden(CycleCalls.ListRead read, Predicate<Quarantined> mayBe) {
        Set<String> ids = read.quarantined().stream()
                .filter(mayBe)
                .map(each -> each.ref().id())
                .filter(id -> !claimed.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!ids.isEmpty()) {
            ids.removeAll(book.taken(account, ids));
        }
        return ids.stream()
                .findFirst()
                .map(id -> new Result.Hidden("the task " + id + " in TickTick cannot be read, and may be the one that"
                        + " Devledger created; Devledger waits until it can be read or is deleted"));
    }

    private Result notAtHome(SyncLink.Creating creating, Instant readAt) {
        Instant settled = creating.at().plus(settings.settle());
        Instant settledTwice = settled.plus(settings.settle());
        return readAt.isBefore(settled)
                ? new Result.TooEarly(Duration.between(clock.instant(), settled).plusMillis(1))
                : new Result.NotAtHome(!readAt.isBefore(settledTwice));
    }

    static String question(String title) {
        return "\"" + title
                + "\" was sent, but TickTick did not answer, and the tasks created since then have other content or"
                + " are in another place";
    }

    private static String questionOfRefused(String title) {
        return "TickTick refused \"" + title + "\", and a task with this name that was created since then has other"
                + " content or is in another place; a later try may have created it";
    }

    /** Every one that may have made it, the newest first. */
    private List<Sending> sendings(EntityRef entity, SyncLink.Creating creating) {
        List<Sending> all = new ArrayList<>(List.of(Sending.of(creating)));
        if (creating.attempt() > 1) {
            Instant latest = creating.at().minus(Twins.LATEST);
            book.givenUp(account).reversed().stream()
                    .filter(each -> each.entity().equals(entity))
                    .filter(each -> each.sending().at().isAfter(latest))
                    .forEach(each -> all.add(each.sending()));
        }
        return all.stream().map(each -> each.known(calls.now())).toList();
    }

    private static Instant since(List<Sending> own) {
        return Collections.min(own, Comparator.comparing(Sending::at)).at().minus(Sending.SKEW);
    }

    private List<Sending> others(EntityRef entity) {
        return book.creating(account).stream()
                .filter(each -> !each.entity().equals(entity))
                .map(each -> Sending.of((SyncLink.Creating) each.link()).known(calls.now()))
                .filter(Sending::ofTask)
                .toList();
    }

    private List<RemoteTask> unclaimed(CycleCalls.ListRead read) {
        Set<String> others = taken.computeIfAbsent(read, this::taken);
        return read.tasks().stream()
                .filter(task -> !claimed.contains(task.ref().id())
                        && !others.contains(task.ref().id()))
                .toList();
    }

    private Set<String> taken(CycleCalls.ListRead read) {
        Set<String> ids = read.tasks().stream().map(task -> task.ref().id()).collect(Collectors.toSet());
        return ids.isEmpty() ? Set.of() : book.taken(account, ids);
    }
}
