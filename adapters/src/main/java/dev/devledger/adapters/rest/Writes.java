package dev.devledger.adapters.rest;

import dev.devledger.application.command.Answers;
import dev.devledger.application.command.ChangeSet;
import dev.devledger.application.command.IdempotencyKey;
import dev.devledger.application.command.Ledger;
import dev.devledger.application.command.Once;
import dev.devledger.application.command.Provenance;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what a call asks for, once for each idempotency key. */
final class Writes {
    private final Ledger ledger;
    private final Once once;

    Writes(Ledger ledger, Answers answers) {
        this.ledger = ledger;
        this.once = new Once(answers);
    }

    /** A change of the ledger; {@code answer} is asked when the change can be read. */
    <T> Answer change(Call call, @Nullable String reason, Function<ChangeSet, T> work, Function<T, Answer> answer) {
        return change(call, reason, work, answer, ledger::write, ledger::writeOnce);
    }

    /** As {@link #change}, of one entity: others may be stored with it, and then all of them are sooner done. */
    <T> Answer changeOne(Call call, @Nullable String reason, Function<ChangeSet, T> work, Function<T, Answer> answer) {
        return together(call, reason, null, work, answer);
    }

    /** As {@link #changeOne}, of what is new in a project. */
    <T> Answer addTo(String project, Call call, Function<ChangeSet, T> work, Function<T, Answer> answer) {
        return together(call, null, project, work, answer);
    }

    private <T> Answer together(
            Call call,
            @Nullable String reason,
            @Nullable String home,
            Function<ChangeSet, T> work,
            Function<T, Answer> answer) {
        return change(
                call,
                reason,
                work,
                answer,
                (by, w, a) -> ledger.writeTogether(by, home, w, a),
                (by, key, w, a) -> ledger.writeOnceTogether(by, key, home, w, a));
    }

    private interface Write<T> {
        Ledger.Written<Answer> write(Provenance by, Function<ChangeSet, T> work, Function<T, Answer> answer);
    }

    private interface WriteOnce<T> {
        Ledger.Written<String> write(
                Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer);
    }

    private <T> Answer change(
            Call call,
            @Nullable String reason,
            Function<ChangeSet, T> work,
            Function<T, Answer> answer,
            Write<T> write,
            WriteOnce<T> writeOnce) {
        Provenance by = call.caller().because(reason);
        IdempotencyKey key = call.idempotencyKey();
        if (key == null) {
            Ledger.Written<Answer> written = write.write(by, work, answer);
            return named(written.answer(), written.changeSet());
        }
        Ledger.Written<String> written = writeOnce.write(by, key, work, result -> Json.text(answer.apply(result)));
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
        // An empty answer, which is a 404 here, may be that of a create that went well.
        return failure instanceof Refusal refusal
                && refusal.problem().code() != ProblemCode.TICKTICK_UNAVAILABLE
                && refusal.problem().code() != ProblemCode.NOT_FOUND;
    }

    private Answer outside(Call call, Supplier<Answer> work, Predicate<RuntimeException> frees) {
        call.requireNoVersion();
        IdempotencyKey key = call.idempotencyKey();
        if (key == null) {
            return work.get();
        }
        Once.Done done = once.run(key, () -> Json.text(work.get()), frees);
        return replayed(stored(done.answer()), done.replayed());
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
