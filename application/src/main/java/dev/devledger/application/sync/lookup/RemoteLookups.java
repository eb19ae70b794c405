package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.FoundTask;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.LookUp.ById;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks for single objects that a complete read of their list did not have (docs/sync-design.md, section 5). */
public final class RemoteLookups {
    /** A mass of missing ones is looked for over several cycles, so that a day's budget is not spent on it at once. */
    private static final int MOST = 60;

    /** So many of what a guard holds are looked at anew in a cycle: they were all found at about the same time. */
    private static final int ANEW = 5;

    /**
     * @param task as it was found, in its list or in another; null where it was not
     * @param elsewhere whether it was found in another list
     * @param searched whether it was looked for in all others
     */
    public record Found(ById byId, @Nullable RemoteTask task, boolean elsewhere, boolean searched) {
        static final Found UNANSWERED = new Found(ById.UNANSWERED, null, false, false);
        static final Found DELETED = new Found(ById.DELETED, null, false, true);
    }

    private final CycleCalls calls;
    private final KeptLookups before;
    private final boolean requested;
    private final Set<String> looked = new HashSet<>();
    private final Set<String> old = new HashSet<>();
    private final Set<String> anew = new HashSet<>();
    private final Map<String, RemoteAnswer<Optional<Listing>>> searches = new HashMap<>();
    private int asked;
    /** Read once, however many are missing: each of them was missing before it was read. */
    private @Nullable RemoteAnswer<Listing> everywhere;

    /**
     * @param before what earlier cycles have found
     * @param requested whether somebody has asked for all there is
     */
    public RemoteLookups(CycleCalls calls, KeptLookups before, boolean requested) {
        this.calls = calls;
        this.before = before;
        this.requested = requested;
    }

    /** Of one that its list does not show. */
    public Found ask(RemoteRef object, boolean listGone) {
        RepeatedLookups.Question question = new RepeatedLookups.Question(object, null);
        return listGone && everywhere instanceof RemoteAnswer.Ok<Listing>
                ? withoutCall(before.byId(), question, ById.LIST_GONE)
                : knownOrAsked(before.byId(), question, Found.UNANSWERED, () -> look(object, listGone));
    }

    /** As its id said when it was asked last: then no search of open ones shows it. */
    public boolean wasFinished(RemoteRef object) {
        RepeatedLookups.Answer<Found> known = before.byId().of(new RepeatedLookups.Question(object, null));
        return known != null && known.value().byId() == ById.FINISHED;
    }

    /** Of one that a list shows so. */
    public Found ask(RemoteRef object, RemoteTask shown) {
        return knownOrAsked(
                before.byId(),
                new RepeatedLookups.Question(object, shown),
                Found.UNANSWERED,
                () -> look(object, false));
    }

    /** The same where that is no old view: a first look that does not show it may be one. */
    public Found askNewest(RemoteRef object, RemoteTask shown) {
        return knownOrAsked(
                before.byId(),
                new RepeatedLookups.Question(object, shown),
                Found.UNANSWERED,
                () -> look(object, () -> calls.findNewest(object)));
    }

    /** As it was answered before, for as long as that stands. {@code look} answers null where nothing was asked. */
    private <T> T knownOrAsked(
            RepeatedLookups<T> answers, RepeatedLookups.Question question, T unanswered, Supplier<@Nullable T> look) {
        RepeatedLookups.Answer<T> known = answers.of(question);
        looked.add(question.object().id());
        if (known != null && stands(known, question.object())) {
            return asBefore(known, question);
        }
        @Nullable T news = look.get();
        if (known != null && (news == null || news.equals(unanswered))) {
            if (news != null) {
                answers.put(question, known.value(), calls.now()); // asked no sooner for not being answered
            }
            return before.isHeld(question.object()) ? asBefore(known, question) : unanswered;
        }
        if (news == null) {
            return unanswered;
        }
        answers.put(question, news, calls.now());
        return news;
    }

    private <T> T asBefore(RepeatedLookups.Answer<T> known, RepeatedLookups.Question question) {
        old.add(question.object().id());
        return known.value();
    }

    private boolean stands(RepeatedLookups.Answer<?> known, RemoteRef object) {
        Instant now = calls.now();
        boolean held = before.isHeld(object);
        if (requested) {
            return held && (known.stands(KeptLookups.OLD, now) || !isAnew(object, anew.size() < ANEW));
        }
        Duration length = held && known.length().compareTo(KeptLookups.OLD) < 0 ? KeptLookups.OLD : known.length();
        return known.stands(length, now)
                || !isAnew(object, anew.contains(object.id()) || before.mayBeLookedAt(length, now));
    }

    /** Whatever is asked of the same object in this cycle is asked anew as well. */
    private boolean isAnew(RemoteRef object, boolean mayBe) {
        if (mayBe) {
            anew.add(object.id());
        }
        return anew.contains(object.id());
    }

    /** Those of these that are not done before they are looked at anew: they rest on what an earlier cycle has found. */
    public List<Planned> unproven(Collection<Planned> items) {
        return items.stream()
                .filter(item -> objects(item).anyMatch(old::contains) && !before.wasDone(item))
                .toList();
    }

    /** Those that rest on any look. */
    public List<Planned> lookedFor(Collection<Planned> items) {
        return items.stream()
                .filter(item -> objects(item).anyMatch(looked::contains))
                .toList();
    }

    /** The objects that an item of a plan rests on; what is pushed is looked at before. */
    public static Stream<String> objects(Planned item) {
        return switch (item) {
            case Planned.Merged merged -> Stream.of(merged.remote().ref().id());
            case Planned.Returned back -> Stream.of(back.remote().ref().id());
            case Planned.Adopted adopted -> Stream.of(adopted.remote().ref().id());
            case Planned.Imported imported -> Stream.of(imported.remote().ref().id());
            case Planned.Revived revived -> Stream.of(revived.remote().ref().id());
            case Planned.Removed removed -> Stream.of(removed.remoteId());
            case Planned.ListEnded end -> end.objects().stream().map(RemoteRef::id);
            case Planned.Closed closed -> Stream.of(closed.remoteId());
            case Planned.OutOfScope left -> Stream.of(left.remoteId());
            case Planned.Asked asked -> about(asked.dispute()).map(RemoteRef::id);
            case Planned.Withdrawn answered -> Stream.empty();
            case Planned.Accepted accepted -> Stream.empty();
            case Planned.Unreadable alone -> Stream.empty();
            case Planned.ReadAgain again -> Stream.empty();
            case Planned.ListFound found -> Stream.empty();
            case Planned.ListRenamed renamed -> Stream.empty();
            case Planned.Pushed pushed -> Stream.empty();
        };
    }

    static Stream<RemoteRef> about(Dispute dispute) {
        return switch (dispute) {
            case Dispute.DeletedThere gone -> Stream.of(gone.object());
            case Dispute.DeletedHere gone -> Stream.of(gone.object());
            case Dispute.Reappeared again -> Stream.of(again.object());
            case Dispute.Duplicate copy -> Stream.of(copy.object());
            case Dispute.Values values -> Stream.empty();
            case Dispute.WhichOne which -> Stream.empty();
        };
    }

    private @Nullable Found look(RemoteRef object, boolean listGone) {
        if (listGone) {
            return search(object, ById.LIST_GONE); // one look answers for all that was in it
        }
        return look(object, () -> calls.find(object));
    }

    private @Nullable Found look(RemoteRef object, Supplier<RemoteAnswer<Optional<RemoteTask>>> look) {
        if (asked++ >= MOST) {
            return null;
        }
        return switch (look.get()) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                found.map(RemoteLookups::there).orElseGet(() -> notThere(object));
            case RemoteAnswer.Refused<Optional<RemoteTask>> gone -> search(object, ById.LIST_GONE);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> notNow(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> Found.UNANSWERED;
        };
    }

    private @Nullable Found notThere(RemoteRef object) {
        return calls.isToldDeleted(object) ? Found.DELETED : search(object, ById.NOT_THERE);
    }

    /** Of one whose list is not read: that its id answers says nothing, as a deleted one answers as well. */
    public Found askAnywhere(RemoteRef object, boolean listGone) {
        Found found = anywhere(object);
        return found.task() != null || !found.searched() ? found : ask(object, listGone);
    }

    /** What a search of its list says of one that the list itself does not show. */
    public sealed interface Searched {
        record Shown(RemoteTask task) implements Searched {}

        record NotShown() implements Searched {}

        /** It does not show all, so that it says nothing of what it does not show. */
        record Cut() implements Searched {}

        record Unanswered() implements Searched {}
    }

    /** A list that leaves something out is no reason for a search to do so as well. */
    public Searched inSearch(RemoteRef object) {
        return knownOrAsked(
                before.searched(),
                new RepeatedLookups.Question(object, null),
                new Searched.Unanswered(),
                () -> searchOfList(object));
    }

    private Searched searchOfList(RemoteRef object) {
        RemoteAnswer<Optional<Listing>> answer =
                searches.computeIfAbsent(object.list(), list -> calls.call(remote -> remote.searchOpen(list)));
        return switch (answer) {
            case RemoteAnswer.Ok<Optional<Listing>>(var listing) ->
                listing.map(all -> searched(all.find(object.id()))).orElseGet(Searched.Cut::new);
            case RemoteAnswer.Refused<Optional<Listing>> refused -> new Searched.Unanswered();
            case RemoteAnswer.Unknown<Optional<Listing>> unknown -> new Searched.Unanswered();
            case RemoteAnswer.NotSent<Optional<Listing>> notSent -> {
                notNow(notSent);
                yield new Searched.Unanswered();
            }
        };
    }

    private static Searched searched(FoundTask found) {
        return switch (found) {
            case FoundTask.There(var task) -> new Searched.Shown(task);
            case FoundTask.NotThere none -> new Searched.NotShown();
            case FoundTask.Unreadable unreadable -> new Searched.Unanswered();
        };
    }

    /** Whether it is open anywhere at this moment, whatever a list shows; null where that was not answered. */
    @Nullable
    Boolean isOpen(RemoteRef object) {
        Found found = anywhere(object);
        return found.searched() ? found.task() != null : null;
    }

    private Found anywhere(RemoteRef object) {
        RepeatedLookups.Question question = new RepeatedLookups.Question(object, null);
        return everywhere instanceof RemoteAnswer.Ok<Listing>
                ? withoutCall(before.anywhere(), question, ById.NOT_THERE)
                : knownOrAsked(
                        before.anywhere(),
                        question,
                        Found.UNANSWERED,
                        () -> asked++ >= MOST ? null : search(object, ById.NOT_THERE));
    }

    /** Where all is read already nothing is spared by what was answered before: one look answers for all of them. */
    private Found withoutCall(RepeatedLookups<Found> answers, RepeatedLookups.Question question, ById byId) {
        RemoteRef object = question.object();
        Found found = Objects.requireNonNullElse(search(object, byId), Found.UNANSWERED);
        looked.add(object.id());
        if (!found.equals(Found.UNANSWERED)) {
            answers.put(question, found, calls.now());
        }
        return found;
    }

    /** Where only the budget is used up, what was read already is still worth to be taken over. */
    private @Nullable Found notNow(RemoteAnswer.NotSent<?> notSent) {
        if (notSent.hold() != RemoteAnswer.Backoff.RATE_LIMITED) {
            throw CycleStopped.held(notSent);
        }
        asked = MOST;
        return null;
    }

    private static Found there(RemoteTask task) {
        boolean open = task.content().status() == RemoteStatus.OPEN;
        return new Found(open ? ById.OPEN : ById.FINISHED, task, false, false);
    }

    private RemoteAnswer<Optional<RemoteTask>> anywhere(String id) {
        if (everywhere == null) {
            everywhere = calls.openAnywhere();
        }
        return CycleCalls.readable(everywhere.map(all -> all.find(id)));
    }

    private @Nullable Found search(RemoteRef object, ById byId) {
        return switch (anywhere(object.id())) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                new Found(byId, found.orElse(null), found.isPresent(), true);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> notNow(notSent);
            case RemoteAnswer.Refused<Optional<RemoteTask>> refused -> Found.UNANSWERED;
            case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> Found.UNANSWERED;
        };
    }
}
