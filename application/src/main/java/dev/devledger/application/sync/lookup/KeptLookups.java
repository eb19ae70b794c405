package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.cycle.CycleCalls;
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
 * What was found of single objects before. A person may take days to answer, and what keeps one thing from being done may
 * last for weeks: to look at each of them in each cycle would use up the calls of all else. What would be done on such a
 * proof, and was not before, is looked at anew first. Not kept over a restart.
 */
public final class KeptLookups {
    /** What is as old is looked at anew one by one, and what a guard holds not before, */
    static final Duration OLD = Duration.ofMinutes(10);

    /** and so often. */
    private static final Duration BETWEEN = Duration.ofMinutes(7);

    private final RepeatedLookups<RemoteLookups.Found> byId = new RepeatedLookups<>();
    private final RepeatedLookups<RemoteLookups.Found> anywhere = new RepeatedLookups<>();
    private final RepeatedLookups<RemoteLookups.Searched> searched = new RepeatedLookups<>();
    private Set<RemoteRef> held = Set.of();
    private Set<Planned> done = Set.of();
    private Instant newest = Instant.EPOCH;

    RepeatedLookups<RemoteLookups.Found> byId() {
        return byId;
    }

    RepeatedLookups<RemoteLookups.Found> anywhere() {
        return anywhere;
    }

    RepeatedLookups<RemoteLookups.Searched> searched() {
        return searched;
    }

    /** Whether a guard holds its deletion. */
    boolean isHeld(RemoteRef object) {
        return held.contains(object);
    }

    /** Whether the last cycle that looked there has done the same, so that nothing new comes of it. */
    boolean wasDone(Planned item) {
        return done.contains(item);
    }

    /** Whether what was known for so long may be looked at anew; counted where it may. */
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

    /** What came of a cycle. */
    public void keep(Collection<RemoteRef> heldNow, Collection<Planned> doneNow, Snapshot snapshot, Instant now) {
        held = Set.copyOf(heldNow);
        done = Stream.concat(
                        doneNow.stream()
                                .filter(item ->
                                        !(item instanceof Planned.Removed || item instanceof Planned.ListEnded)),
                        done.stream().filter(item -> stands(item, snapshot)))
                .collect(Collectors.toUnmodifiableSet());
        Set<RemoteRef> shown = snapshot.seen().stream().map(RemoteTask::ref).collect(Collectors.toSet());
        byId.tidy(shown, now);
        anywhere.tidy(Set.of(), now);
        searched.tidy(shown, now);
    }

    /** Each is planned anew in a cycle that reads the lists it is about, and not every cycle does. */
    private static boolean stands(Planned item, Snapshot snapshot) {
        return PlanObjects.lists(item, snapshot.lists().keySet())
                .anyMatch(list ->
                        !snapshot.read().contains(list) && !snapshot.gone().contains(list));
    }

    /** What a cycle asks of single objects: as it was answered before, for as long as that stands, and anew after that. */
    static final class StandingLookups {
        /** So many of what a guard holds are looked at anew in a cycle: they were all found at about the same time. */
        private static final int ANEW = 5;

        private final CycleCalls calls;
        private final KeptLookups before;
        private final boolean requested;
        private final Set<String> looked = new HashSet<>();
        private final Set<String> old = new HashSet<>();
        private final Set<String> anew = new HashSet<>();

        StandingLookups(CycleCalls calls, KeptLookups before, boolean requested) {
            this.calls = calls;
            this.before = before;
            this.requested = requested;
        }

        /** As it was answered before, for as long as that stands. {@code look} answers null where nothing was asked. */
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
        List<Planned> unproven(Collection<Planned> items) {
            return items.stream()
                    .filter(item -> PlanObjects.of(item).anyMatch(old::contains) && !before.wasDone(item))
                    .toList();
        }

        /** Those that rest on any look. */
        List<Planned> lookedFor(Collection<Planned> items) {
            return items.stream()
                    .filter(item -> PlanObjects.of(item).anyMatch(looked::contains))
                    .toList();
        }

        /** Nothing is spared by what was answered before. */
        <T> void answered(RepeatedLookups<T> answers, RepeatedLookups.Question question, T answer, T unanswered) {
            looked.add(question.object().id());
            if (!answer.equals(unanswered)) {
                answers.put(question, answer, calls.now());
            }
        }
    }

    /** What was answered to questions of one kind: the same is asked less and less often for as long as the answer is the same. */
    static final class RepeatedLookups<T> {
        private static final Duration LONGEST = Duration.ofHours(6);

        /** So long after its newest answer a question is a new one. */
        private static final Duration FORGOTTEN = Duration.ofHours(12);

        /** {@code shown} is what a list shows of the object, null where none does. */
        record Question(RemoteRef object, @Nullable RemoteTask shown) {}

        /**
         * @param since when it was answered so for the first time
         * @param at when for the last time
         */
        record Answer<T>(T value, Instant since, Instant at) {
            /** It stands for as long again as it was the same. */
            Duration length() {
                Duration same = Duration.between(since, at);
                return same.compareTo(LONGEST) < 0 ? same : LONGEST;
            }

            /** A time to come is one that a clock was set back from. */
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

        /** What its list shows by now was not missing for a while; that another shows it, is what may have been answered. */
        void tidy(Set<RemoteRef> shown, Instant now) {
            known.entrySet().removeIf(each -> {
                Question question = each.getKey();
                boolean isBack = question.shown() == null && shown.contains(question.object());
                return isBack || each.getValue().at().plus(FORGOTTEN).isBefore(now);
            });
        }
    }
}
