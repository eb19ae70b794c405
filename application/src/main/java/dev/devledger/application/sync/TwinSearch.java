package dev.devledger.application.sync;

import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteTask;
import dev.devledger.domain.sync.SyncLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for what an unanswered create may have made: an unlinked task of the same list, made since, with the same
 * content. Of several equal ones any will do, as long as each goes to one entity (sync design, section 6).
 */
final class TwinSearch {
    /** How often one entity's create is sent at most. */
    static final int ATTEMPTS = 3;

    /** How far the clocks of both sides may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    sealed interface Result {
        record Found(RemoteTask task) implements Result {}

        /**
         * Not seen by a read that began a settle time after the create.
         *
         * @param twice whether by two settle times after it, so that there was time for another read before this one
         */
        record Missing(boolean twice) implements Result {}

        /** It may still appear. */
        record TooEarly(Duration retryAfter) implements Result {}

        /** Something is there that may be it or not; a person has to say. */
        record Ambiguous(String reason, List<RemoteTask> candidates) implements Result {}

        record Failed(String reason) implements Result {}
    }

    private final CycleCalls calls;
    private final LinkBook book;
    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final Clock clock;
    private final Set<String> claimed = new HashSet<>();

    TwinSearch(CycleCalls calls, LinkBook book, ConnectedAccount account, SyncSettings settings, Clock clock) {
        this.calls = calls;
        this.book = book;
        this.account = account;
        this.settings = settings;
        this.clock = clock;
    }

    /** That remote task is some entity's from now on. */
    void claim(RemoteRef task) {
        claimed.add(task.id());
    }

    Result search(SyncLink.Creating creating) {
        Instant since = creating.at().minus(SKEW);
        return switch (calls.read(creating.list(), since)) {
            case RemoteAnswer.Ok<CycleCalls.ListRead>(var read) -> choose(creating, read, since);
            case RemoteAnswer.Refused<CycleCalls.ListRead>(var reason) -> new Result.Failed(reason);
            case RemoteAnswer.NotSent<CycleCalls.ListRead> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<CycleCalls.ListRead>(var reason) -> new Result.Failed(reason);
        };
    }

    private Result choose(SyncLink.Creating creating, CycleCalls.ListRead read, Instant since) {
        List<RemoteTask> sameTitle = unclaimed(read.tasks().stream()
                .filter(task -> task.content().title().equals(creating.content().title()))
                .filter(task -> Objects.equals(
                        task.content().parent(), creating.content().parent()))
                .filter(task -> task.createdAt() == null || !task.createdAt().isBefore(since))
                .sorted(Comparator.comparing(task -> task.ref().id()))
                .toList());
        for (RemoteTask task : sameTitle) {
            if (sameContent(task.content(), creating.content())) {
                return new Result.Found(task);
            }
        }
        Instant settled = creating.at().plus(settings.settle());
        Instant settledTwice = settled.plus(settings.settle());
        if (!sameTitle.isEmpty() && read.startedAt().isBefore(settledTwice)) {
            return tooEarly(settledTwice); // another entity's lost create may find that it is its own
        }
        if (!sameTitle.isEmpty()) {
            return new Result.Ambiguous(
                    "\"" + creating.content().title()
                            + "\" was sent without an answer, and one of that title but other content is there",
                    sameTitle);
        }
        return read.startedAt().isBefore(settled)
                ? tooEarly(settled)
                : new Result.Missing(!read.startedAt().isBefore(settledTwice));
    }

    private Result tooEarly(Instant until) {
        return new Result.TooEarly(Duration.between(clock.instant(), until).plusMillis(1));
    }

    private List<RemoteTask> unclaimed(List<RemoteTask> tasks) {
        Set<String> ids = tasks.stream().map(task -> task.ref().id()).collect(Collectors.toSet());
        ids.removeAll(claimed);
        Set<String> taken = ids.isEmpty() ? Set.of() : book.taken(account, ids);
        return tasks.stream()
                .filter(task -> ids.contains(task.ref().id())
                        && !taken.contains(task.ref().id()))
                .toList();
    }

    /** Whoever ticked it meanwhile, it is still the one that was made. */
    private static boolean sameContent(Canonical there, Canonical sent) {
        return Objects.equals(there.withStatus(sent.status()), sent);
    }
}
