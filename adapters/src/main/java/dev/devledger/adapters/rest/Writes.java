package dev.devledger.adapters.rest;

import dev.devledger.application.command.Answers;
import dev.devledger.application.command.ChangeSet;
import dev.devledger.application.command.IdempotencyKey;
import dev.devledger.application.command.Ledger;
import dev.devledger.application.command.Provenance;
import dev.devledger.domain.shared.Rejection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what a call asks for, once for each idempotency key. */
final class Writes {
    private final Ledger ledger;
    private final Answers answers;

    Writes(Ledger ledger, Answers answers) {
        this.ledger = ledger;
        this.answers = answers;
    }

    /** A change of the ledger; {@code answer} is asked when the change can be read. */
    <T> Answer change(Call call, @Nullable String reason, Function<ChangeSet, T> work, Function<T, Answer> answer) {
        Provenance by = call.caller().because(reason);
        IdempotencyKey key = call.idempotencyKey();
        if (key == null) {
            Ledger.Written<Answer> written = ledger.write(by, work, answer);
            return named(written.answer(), written.changeSet());
        }
        Ledger.Written<String> written = ledger.writeOnce(by, key, work, result -> Json.text(answer.apply(result)));
        return replayed(named(stored(written.answer()), written.changeSet()), written.replayed());
    }

    /** No change of the ledger, and so without a change set. It does no harm twice: after a failure the key is free. */
    Answer order(Call call, Supplier<Answer> work) {
        return outside(call, work, failure -> true);
    }

    /** As {@link #order}, for what must not be done twice: where nobody knows whether it was done, the key is used up. */
    Answer orderOnce(Call call, Supplier<Answer> work) {
        return outside(call, work, Writes::nothingWasDone);
    }

    private static boolean nothingWasDone(RuntimeException failure) {
        return failure instanceof Refusal refusal && refusal.problem().code() != ProblemCode.TICKTICK_UNAVAILABLE;
    }

    private Answer outside(Call call, Supplier<Answer> work, Predicate<RuntimeException> frees) {
        call.requireNoVersion();
        IdempotencyKey key = call.idempotencyKey();
        if (key == null) {
            return work.get();
        }
        AtomicBoolean ran = new AtomicBoolean();
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        try {
            Answers.Saved saved = answers.once(key, () -> {
                ran.set(true);
                try {
                    return new Answers.Saved(Json.text(work.get()), null);
                } catch (RuntimeException failure) {
                    failed.set(failure);
                    throw frees.test(failure) ? free() : failure;
                }
            });
            return replayed(stored(saved.answer()), !ran.get());
        } catch (RuntimeException refused) {
            RuntimeException own = failed.get();
            throw own == null ? refused : own;
        }
    }

    /** A rejection is what tells {@link Answers#once} that nothing was done; callers never see this one. */
    private static Rejection free() {
        return Rejection.of(Rejection.Code.CONFLICT_STATE, "It was not done.");
    }

    private static Answer stored(String json) {
        return Json.read(json, Answer.class);
    }

    private static Answer named(Answer answer, UUID changeSet) {
        return answer.with("X-Change-Set", changeSet.toString());
    }

    private static Answer replayed(Answer answer, boolean replayed) {
        return replayed ? answer.with("Idempotency-Replayed", "true") : answer;
    }
}
