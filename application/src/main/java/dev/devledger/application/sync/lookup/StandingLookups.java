package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.content.RemoteRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a cycle asks of single objects: as it was answered before, for as long as that stands, and anew after that. */
final class StandingLookups {
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
