package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.lookup.RemoteLookups.PlanObjects;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results of earlier lookups of single objects. A person may take days to answer, and an obstacle may last for weeks:
 * reading each object again in each cycle would use up the budget of calls. Before a new action rests on an old result,
 * the object is read again. Lost at a restart.
 */
public final class CachedLookups {
    /** The age from which results are renewed one at a time, and until which a held object is not read again. */
    static final Duration OLD = Duration.ofMinutes(10);

    /** The least time between two renewals of old results. */
    private static final Duration BETWEEN = Duration.ofMinutes(7);

    private final RepeatedLookups<RemoteLookups.LookupFinding> byId = new RepeatedLookups<>();
    private final RepeatedLookups<RemoteLookups.LookupFinding> anywhere = new RepeatedLookups<>();
    private final RepeatedLookups<RemoteLookups.Searched> searched = new RepeatedLookups<>();
    private Set<RemoteRef> held = Set.of();
    private Set<Planned> done = Set.of();
    private Instant newest = Instant.EPOCH;

    RepeatedLookups<RemoteLookups.LookupFinding> byId() {
        return byId;
    }

    RepeatedLookups<RemoteLookups.LookupFinding> anywhere() {
        return anywhere;
    }

    RepeatedLookups<RemoteLookups.Searched> searched() {
        return searched;
    }

    /** True if a guard holds the object's deletion. */
    boolean isHeld(RemoteRef object) {
        return held.contains(object);
    }

    /** True if the last cycle that read the item's lists planned the same item, so that it changes nothing new. */
    boolean wasDone(Planned item) {
        return done.contains(item);
    }

    /** True if a result of this age may be renewed now, which then counts as a renewal. */
    boolean mayBeLookedAt(Duration known, Instant now) {
        if (known.compareTo(OLD) < 0) {
            return true;
        }
        boolean mayBe = newest.isAfter(now) || !newest.plus(BETWEEN).isAfter(now);
        newest = mayBe ? now : newest;
        return mayBe;
    }

    public void forget(Set<String> objects) {
        byId.forget(objects);
        anywhere.forget(objects);
        searched.forget(objects);
    }

    /** Keeps the held objects and the planned items of a cycle for the next one. */
    public void keep(Collection<RemoteRef> heldNow, Collection<Planned> doneNow, Snapshot snapshot, Instant now) {
        held = Set.copyOf(heldNow);
        done = Stream.concat(
                        doneNow.stream()
                                .filter(item ->
                                        !(item instanceof Planned.DeletedRemotely || item instanceof Planned.ListGone)),
                        done.stream().filter(item -> stands(item, snapshot)))
                .collect(Collectors.toUnmodifiableSet());
        Set<RemoteRef> shown = snapshot.seen().stream().map(RemoteTask::ref).collect(Collectors.toSet());
        byId.tidy(shown, now);
        anywhere.tidy(Set.of(), now);
        searched.tidy(shown, now);
    }

    /** True if the item still counts, because this cycle has not read its lists and so does not plan it again. */
    private static boolean stands(Planned item, Snapshot snapshot) {
        return PlanObjects.lists(item, snapshot.lists().keySet())
                .anyMatch(list ->
                        !snapshot.read().contains(list) && !snapshot.gone().contains(list));
    }

    /** The lookups of one cycle: an earlier answer is reused for a while, and then renewed. */
    static final class ReusableLookups {
        /**
         * Limit of held objects that are read again in a requested cycle, as all of them became due at about the same
         * time.
         */
        private static final int ANEW = 5;

        private final CycleCalls calls;
        private final CachedLookups before;
        private final boolean requested;
        private final Set<String> looked = new HashSet<>();
        private final Set<String> old = new HashSet<>();
        private final Set<String> anew = new HashSet<>();

        ReusableLookups(CycleCalls calls, CachedLookups before, boolean requested) {
            this.calls = calls;
            this.before = before;
            this.requested = requested;
        }

        /**
         * Returns the earlier answer as long as it can be reused, else a new one. {@code look} returns null if it made
         * no call.
         */
        <T> T knownOrAsked(
                RepeatedLookups<T> answers,
                RepeatedLookups.Question question,
                T unanswered,
                Supplier<@Nullable T> look) {
            RepeatedLookups.Answer<T> known = answers.of(question);
            looked.add(question.object().id());
            if (known != null && stands(known, question.object())) {
                return asBefore(known, question);
            }
            @Nullable T news = look.get();
            if (known != null && (news == null || news.equals(unanswered))) {
                if (news != null) {
                    answers.put(question, known.value(), calls.now()); // an unanswered question is not repeated sooner
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
                return held && (known.stands(CachedLookups.OLD, now) || !isAnew(object, anew.size() < ANEW));
            }
            Duration length =
                    held && known.length().compareTo(CachedLookups.OLD) < 0 ? CachedLookups.OLD : known.length();
            return known.stands(length, now)
                    || !isAnew(object, anew.contains(object.id()) || before.mayBeLookedAt(length, now));
        }

        /** True if the object is read again in this cycle, which then renews the answers to all questions about it. */
        private boolean isAnew(RemoteRef object, boolean mayBe) {
            if (mayBe) {
                anew.add(object.id());
            }
            return anew.contains(object.id());
        }

        /** Returns the items that rest on an earlier answer, which has to be renewed before they are carried out. */
        List<Planned> unproven(Collection<Planned> items) {
            return items.stream()
                    .filter(item -> PlanObjects.of(item).anyMatch(old::contains) && !before.wasDone(item))
                    .toList();
        }

        /** Returns the items that rest on any lookup. */
        List<Planned> lookedFor(Collection<Planned> items) {
            return items.stream()
                    .filter(item -> PlanObjects.of(item).anyMatch(looked::contains))
                    .toList();
        }

        /** Stores an answer that took no call, because a read of all objects was already made. */
        <T> void answered(RepeatedLookups<T> answers, RepeatedLookups.Question question, T answer, T unanswered) {
            looked.add(question.object().id());
            if (!answer.equals(unanswered)) {
                answers.put(question, answer, calls.now());
            }
        }
    }

    /**
     * The answers to questions of one kind: a question is repeated less and less often while the answer stays the same.
     */
    static final class RepeatedLookups<T> {
        private static final Duration LONGEST = Duration.ofHours(6);

        /** The time after its newest answer in which a question is remembered. */
        private static final Duration FORGOTTEN = Duration.ofHours(12);

        /** {@code shown} is the object as a list shows it, null if no list does. */
        record Question(RemoteRef object, @Nullable RemoteTask shown) {}

        /**
         * @param since the time since which every answer has been {@code value}
         * @param at the time of the last answer
         */
        record Answer<T>(T value, Instant since, Instant at) {
            /** The time for which the answer is reused after {@code at}: as long as it has been the same. */
            Duration length() {
                Duration same = Duration.between(since, at);
                return same.compareTo(LONGEST) < 0 ? same : LONGEST;
            }

            /**
             * True if the answer can still be reused. An answer dated in the future was made before the clock was set
             * back.
             */
            boolean stands(Duration length, Instant now) {
                return !at.isAfter(now) && at.plus(length).isAfter(now);
            }
        }

        private final Map<Question, Answer<T>> known = new HashMap<>();

        @Nullable
        Answer<T> of(Question question) {
            return known.get(question);
        }

        void put(Question question, T value, Instant now) {
            Answer<T> before = known.get(question);
            Instant since = before != null
                            && before.value().equals(value)
                            && !before.since().isAfter(now)
                    ? before.since()
                    : now;
            known.put(question, new Answer<>(value, since, now));
        }

        void forget(Set<String> objects) {
            known.keySet().removeIf(each -> objects.contains(each.object().id()));
        }

        /**
         * Forgets old answers, and answers about missing objects that their list shows again: if an object is shown in
         * its list again, the answer may have been that another list shows it.
         */
        void tidy(Set<RemoteRef> shown, Instant now) {
            known.entrySet().removeIf(each -> {
                Question question = each.getKey();
                boolean isBack = question.shown() == null && shown.contains(question.object());
                return isBack || each.getValue().at().plus(FORGOTTEN).isBefore(now);
            });
        }
    }
}
