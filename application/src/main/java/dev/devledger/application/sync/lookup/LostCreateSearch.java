package dev.devledger.application.sync.lookup;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.PagedReads.ListRead;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.LostCreates;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncLink;
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
 * Searches for the object that a create without an answer has made: first in the list of the create, and before the
 * create is sent again in the whole account, since a person may have moved, renamed or abandoned the object
 * (docs/sync-design.md, section 6). {@link LostCreates} decides what matches.
 */
public final class LostCreateSearch {
    /** The most sendings of one entity's create. */
    public static final int ATTEMPTS = SyncLink.Creating.ATTEMPTS;

    public sealed interface Result {
        /**
         * @param made the object, in the list where the create made it
         * @param base the content as created
         */
        record Found(RemoteRef made, CanonicalContent base) implements Result {}

        /**
         * No object with the sent content and place was seen, by a read that began a settle time after the create.
         *
         * @param twice true if the read began two settle times after the create
         */
        record NotAsSent(boolean twice) implements Result {}

        /** No object was found in the whole account. */
        record Missing() implements Result {}

        /** The object may still appear. */
        record TooEarly(Duration retryAfter) implements Result {}

        /** Objects that the create may have made; a person has to decide. */
        record Ambiguous(String reason, List<RemoteTask> candidates) implements Result {}

        record Failed(String reason) implements Result {}

        /** The create may have made an object that cannot be read. */
        record Hidden(String reason) implements Result {}
    }

    private final CycleCalls calls;
    private final LinkBook book;
    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final String service;
    private final Clock clock;
    private final LostCreates lostCreates;
    private final Set<String> claimed = new HashSet<>();
    /** The objects of a read that were linked when it was made; {@code claimed} has the objects linked since. */
    private final IdentityHashMap<ListRead, Set<String>> taken = new IdentityHashMap<>();

    public LostCreateSearch(CycleCalls calls, LinkBook book, Connector connector, Clock clock) {
        this.calls = calls;
        this.book = book;
        this.account = connector.account();
        this.settings = connector.settings();
        this.service = connector.title();
        this.clock = clock;
        this.lostCreates =
                new LostCreates(settings.settle(), connector.capabilities().checklistApart());
    }

    /** Marks a remote task as linked from now on. */
    public void claim(RemoteRef task) {
        claimed.add(task.id());
    }

    /** Searches the list of the create, where its object usually is. */
    public Result atHome(EntityRef entity, SyncLink.Creating creating) {
        List<CreateAttempt> own = sendings(entity, creating);
        return switch (orStop(calls.read(creating.list(), since(own)))) {
            case RemoteAnswer.Ok(var read) ->
                lostCreates
                        .asSent(own, unclaimed(read))
                        .<Result>map(found -> new Result.Found(found.made(), found.base()))
                        .or(() -> hidden(read, each -> mayBe(own, each)))
                        .orElseGet(() -> notAtHome(creating, read.startedAt()));
            // The list was deleted, and its content with it, unless that was moved to another list before.
            case RemoteAnswer.Refused(var gone) -> notAtHome(creating, calls.now());
            case RemoteAnswer.Unknown(var reason) -> new Result.Failed(reason);
        };
    }

    /** Searches all lists, for objects of any status: only if nothing is found, the create may be sent again. */
    public Result everywhere(EntityRef entity, SyncLink.Creating creating) {
        List<CreateAttempt> own = sendings(entity, creating);
        return everywhere(
                creating.list(),
                own,
                read -> lostCreates.find(own, unclaimed(read), others(entity)),
                question(service, creating.content().title()),
                each -> mayBe(own, each));
    }

    /**
     * Searches for the object of a refused create in the same way, as the create may have been sent once more without a
     * record.
     */
    public Result refused(EntityRef entity, CreateAttempt refused) {
        CreateAttempt sent = refused.known(calls.now());
        return everywhere(
                sent.list(),
                List.of(sent),
                read -> lostCreates.findRefused(sent, unclaimed(read), others(entity)),
                questionOfRefused(sent.content().title()),
                each -> each.mayBe(sent) && each.mayBeCalled(sent));
    }

    private Result everywhere(
            String list,
            List<CreateAttempt> own,
            Function<ListRead, LostCreates.Verdict> find,
            String question,
            Predicate<Quarantined> mayBe) {
        return orStop(calls.readAll(list, since(own)))
                .either(
                        read -> switch (find.apply(read)) {
                            case LostCreates.Verdict.Found(var made, var base) -> new Result.Found(made, base);
                            case LostCreates.Verdict.Unsure(var candidates) ->
                                new Result.Ambiguous(question, candidates);
                            case LostCreates.Verdict.None none ->
                                hidden(read, mayBe).orElseGet(Result.Missing::new);
                        },
                        Result.Failed::new);
    }

    private static boolean mayBe(List<CreateAttempt> own, Quarantined there) {
        return own.stream().anyMatch(there::mayBe);
    }

    /** Returns an unreadable, unlinked object that the create may have made; empty if there is none. */
    private Optional<Result> hidden(ListRead read, Predicate<Quarantined> mayBe) {
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
                .map(id -> new Result.Hidden(
                        "the task " + id + " in " + service + " cannot be read, and may be the one that"
                                + " Devledger created; Devledger waits until it can be read or is deleted"));
    }

    private Result notAtHome(SyncLink.Creating creating, Instant readAt) {
        Instant settled = creating.at().plus(settings.settle());
        Instant settledTwice = settled.plus(settings.settle());
        return readAt.isBefore(settled)
                ? new Result.TooEarly(Duration.between(clock.instant(), settled).plusMillis(1))
                : new Result.NotAsSent(!readAt.isBefore(settledTwice));
    }

    public static String question(String service, String title) {
        return "\"" + title
                + "\" was sent, but " + service
                + " did not answer, and the tasks created since then have other content or"
                + " are in another place";
    }

    private String questionOfRefused(String title) {
        return service + " refused \"" + title + "\", and a task with this name that was created since then has other"
                + " content or is in another place; a later try may have created it";
    }

    /** Returns every sending that may have made the object, the newest first. */
    private List<CreateAttempt> sendings(EntityRef entity, SyncLink.Creating creating) {
        List<CreateAttempt> all = new ArrayList<>(List.of(CreateAttempt.of(creating)));
        if (creating.attempt() > 1) {
            Instant latest = creating.at().minus(LostCreates.LATEST);
            book.givenUp(account).reversed().stream()
                    .filter(each -> each.entity().equals(entity))
                    .filter(each -> each.sending().at().isAfter(latest))
                    .forEach(each -> all.add(each.sending()));
        }
        return all.stream().map(each -> each.known(calls.now())).toList();
    }

    private static Instant since(List<CreateAttempt> own) {
        return Collections.min(own, Comparator.comparing(CreateAttempt::at))
                .at()
                .minus(CreateAttempt.SKEW);
    }

    private List<CreateAttempt> others(EntityRef entity) {
        return book.creating(account).stream()
                .filter(each -> !each.entity().equals(entity))
                .map(each -> CreateAttempt.of((SyncLink.Creating) each.link()).known(calls.now()))
                .filter(CreateAttempt::ofTask)
                .toList();
    }

    private List<RemoteTask> unclaimed(ListRead read) {
        Set<String> others = taken.computeIfAbsent(read, this::taken);
        return read.tasks().stream()
                .filter(task -> !claimed.contains(task.ref().id())
                        && !others.contains(task.ref().id()))
                .toList();
    }

    private Set<String> taken(ListRead read) {
        Set<String> ids = read.tasks().stream().map(task -> task.ref().id()).collect(Collectors.toSet());
        return ids.isEmpty() ? Set.of() : book.taken(account, ids);
    }
}
