package dev.devledger.application.sync.lookup;

import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was answered to questions of one kind: the same is asked less and less often for as long as the answer is the same. */
final class RepeatedLookups<T> {
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
