package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.Write;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the work of a request only once for each idempotency key. */
public final class IdempotentWrites {
    /**
     * The problems after which the work may still have been done. A 404 may follow a create that succeeded with an
     * empty answer.
     */
    private static final Set<ProblemCode> MAY_BE_DONE = Set.of(
            ProblemCode.TICKTICK_UNAVAILABLE,
            ProblemCode.CLICKUP_UNAVAILABLE,
            ProblemCode.TRACKINGTIME_UNAVAILABLE,
            ProblemCode.WRITE_NOT_APPLIED,
            ProblemCode.NOT_FOUND);

    private final Ledger ledger;
    private final IdempotentCalls once;

    public IdempotentWrites(Ledger ledger, IdempotencyStore answers) {
        this.ledger = ledger;
        this.once = new IdempotentCalls(answers);
    }

    /**
     * Changes the ledger.
     *
     * @param answer builds the answer, once the change can be read
     */
    public <T> HttpAnswer change(
            WriteRequest call, @Nullable String reason, Function<ChangeSet, T> work, Function<T, HttpAnswer> answer) {
        return written(write(call, reason, work, answer));
    }

    /** Rehearses a change. Nothing of the change is stored: no event, no row, and no answer for the idempotency key. */
    public <T> HttpAnswer rehearse(
            WriteRequest call, @Nullable String reason, Function<ChangeSet, T> work, Function<T, HttpAnswer> answer) {
        return ledger.write(
                        Write.of(call.caller().because(reason), work, answer).rehearsed())
                .answer();
    }

    /**
     * Changes one entity like {@link #change}. Other requests may be stored in the same transaction, which is faster.
     */
    public <T> HttpAnswer changeOne(
            WriteRequest call, @Nullable String reason, Function<ChangeSet, T> work, Function<T, HttpAnswer> answer) {
        return written(write(call, reason, work, answer).together(null));
    }

    /** Adds to a project like {@link #changeOne}. */
    public <T> HttpAnswer addTo(
            String project, WriteRequest call, Function<ChangeSet, T> work, Function<T, HttpAnswer> answer) {
        return written(write(call, null, work, answer).together(project));
    }

    private static <T> Write<T, HttpAnswer> write(
            WriteRequest call, @Nullable String reason, Function<ChangeSet, T> work, Function<T, HttpAnswer> answer) {
        return Write.of(call.caller().because(reason), work, answer)
                .once(call.idempotencyKey(), Json::text, IdempotentWrites::stored);
    }

    private HttpAnswer written(Write<?, HttpAnswer> write) {
        Ledger.Written<HttpAnswer> written = ledger.write(write);
        return replayed(
                written.answer().with("X-Change-Set", written.changeSet().toString()), written.replayed());
    }

    /**
     * Runs work that does not change the ledger and so has no change set. The work may be repeated: after a failure,
     * the idempotency key is free.
     */
    public HttpAnswer order(WriteRequest call, Supplier<HttpAnswer> work) {
        return outside(call, work, failure -> true);
    }

    /**
     * Runs work like {@link #order} that must not be repeated: if its outcome is unknown, the idempotency key stays
     * used.
     */
    public HttpAnswer orderOnce(WriteRequest call, Supplier<HttpAnswer> work) {
        return outside(call, work, IdempotentWrites::nothingWasDone);
    }

    private static boolean nothingWasDone(RuntimeException failure) {
        return failure instanceof ProblemException refusal
                && !MAY_BE_DONE.contains(refusal.problem().code());
    }

    private HttpAnswer outside(WriteRequest call, Supplier<HttpAnswer> work, Predicate<RuntimeException> frees) {
        call.requireNoVersion();
        IdempotencyKey key = call.idempotencyKey();
        if (key == null) {
            return work.get();
        }
        IdempotentCalls.Done done = once.run(key, () -> Json.text(work.get()), frees);
        return replayed(stored(done.answer()), done.replayed());
    }

    private static HttpAnswer stored(String json) {
        return Json.read(json, HttpAnswer.class);
    }

    private static HttpAnswer replayed(HttpAnswer answer, boolean replayed) {
        return replayed ? answer.with("Idempotency-Replayed", "true") : answer;
    }

    /** A change in a rehearsal, as the history would show it. */
    public record Rehearsed(
            HistoryView.Entity entity, String event, String summary, List<HistoryView.ChangedField> changes) {
        private static final PageRequest SHOWN = new PageRequest(PageRequest.MAX_LIMIT, null);

        /** Reads the first changes of a rehearsed change set, while its rows still exist. */
        public static List<Rehearsed> of(HistoryQueries history, UUID changeSet) {
            HistoryFilter all = HistoryFilter.ofChangeSet(changeSet);
            return history.list(all, SHOWN).items().reversed().stream()
                    .map(entry -> new Rehearsed(entry.entity(), entry.event(), entry.summary(), entry.changes()))
                    .toList();
        }
    }
}
