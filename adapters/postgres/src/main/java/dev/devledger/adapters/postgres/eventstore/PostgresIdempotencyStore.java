package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.row.RowWrite;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.IdempotencyClaims;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.WriteGate.NeedsOwnTransaction;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresIdempotencyStore implements IdempotencyStore {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The wait for a turn: long work, such as a first sync, takes many minutes, which is too long to wait. */
    private static final Duration TURN = Duration.ofSeconds(30);

    /** Stores answers for claimed keys. A conflict means that another process stored a key without the lock. */
    private static final String KEEP = """
            insert into idempotency_key as k (scope, key, request_hash, answer, change_set)
            select scope, key, request_hash, answer, change_set
            from json_to_recordset(cast(? as json))
              as new (scope text, key text, request_hash text, answer text, change_set uuid)
            on conflict (scope, key) do update
            set request_hash = excluded.request_hash, answer = excluded.answer, change_set = excluded.change_set,
              created_at = now()
            where k.created_at < now() - interval '24 hours'
            """;

    private static final String CLAIM = "select pg_advisory_xact_lock(" + IdempotencyClaims.LOCK.formatted("?") + """
            );
            insert into idempotency_key as k (scope, key, request_hash) values (?, ?, ?)
            on conflict (scope, key) do update
            set request_hash = excluded.request_hash, answer = null, change_set = null, created_at = now()
            where k.created_at < now() - interval '24 hours'
            """;

    /**
     * The most long requests that run at a time: each holds two connections, and together they must not exhaust the
     * pool.
     */
    private static final int AT_A_TIME = 3;

    /** The claim of a key; {@code answer} is null if the first request has not stored one. */
    private record Claimed(
            String requestHash,
            @Nullable String answer,
            @Nullable UUID changeSet) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final TransactionTemplate ownTransaction;
    private final Duration turn;
    private final TransactionBound<WriteTicket> pass;
    private final RowWrites rows;
    private final SpareKeys keys;
    private final Semaphore running = new Semaphore(AT_A_TIME, true);

    public PostgresIdempotencyStore(
            JdbcClient jdbc, DataSource dataSource, PlatformTransactionManager transactions, SpareKeys keys) {
        this(jdbc, dataSource, transactions, keys, TURN);
    }

    PostgresIdempotencyStore(
            JdbcClient jdbc,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            SpareKeys keys,
            Duration turn) {
        this.pass = WriteTicket.of(dataSource);
        this.rows = new RowWrites(dataSource);
        this.keys = keys;
        this.turn = turn;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Optional<SavedAnswer> claim(IdempotencyKey key) {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null && taken.isShared()) {
            if (!taken.claims(key, keys)) {
                throw new NeedsOwnTransaction();
            }
            return Optional.empty();
        }
        return insert(key) ? Optional.empty() : Optional.of(answered(key, find(key)));
    }

    @Override
    public void save(IdempotencyKey key, SavedAnswer saved) {
        if (WriteTicket.isShared(pass)) {
            keep(key, saved);
            return;
        }
        of(key, "update idempotency_key set answer = :answer, change_set = :changeSet")
                .param("answer", saved.answer())
                .param("changeSet", saved.changeSet())
                .update();
    }

    /** Stores the answer, in one statement with the other answers of the transaction. */
    private void keep(IdempotencyKey key, SavedAnswer saved) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("scope", IdempotencyClaims.scope(key));
        values.put("key", key.key());
        values.put("request_hash", key.requestHash());
        values.put("answer", saved.answer());
        values.put("change_set", saved.changeSet());
        rows.keep(List.of(
                new RowWrite("idempotency_key", List.of(IdempotencyClaims.scope(key), key.key()), KEEP, values)));
    }

    /**
     * Runs the work under a lock of a database session. The lock ends with the session, also if this process is killed;
     * then only the claim shows that the work began.
     */
    @Override
    public SavedAnswer once(IdempotencyKey key, Supplier<SavedAnswer> work) {
        Instant end = Instant.now().plus(PATIENCE);
        do {
            Optional<SavedAnswer> answer = attempt(key, work);
            if (answer.isPresent()) {
                return answer.get();
            }
            requireSameRequest(key, find(key));
            SessionLock.pause();
        } while (Instant.now().isBefore(end));
        throw Rejection.of(
                Code.CONFLICT_STATE, "The first request with this idempotency key is still running. Try again later.");
    }

    /** Empty if another request with this key is still running. */
    private Optional<SavedAnswer> attempt(IdempotencyKey key, Supplier<SavedAnswer> work) {
        awaitTurn();
        try (SessionLock lock = SessionLock.tryTake(dataSource, key.scope() + "\n" + key.key())) {
            return lock.held() ? Optional.of(claimOutside(key).orElseGet(() -> finished(key, work))) : Optional.empty();
        } finally {
            running.release();
        }
    }

    private void awaitTurn() {
        boolean begins = false;
        try {
            begins = running.tryAcquire(turn.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!begins) {
            throw Rejection.of(
                    Code.CONFLICT_STATE,
                    "Too many long requests with an idempotency key are running. This one was not started; try again"
                            + " later.");
        }
    }

    private SavedAnswer finished(IdempotencyKey key, Supplier<SavedAnswer> work) {
        try {
            SavedAnswer saved = work.get();
            ownTransaction.executeWithoutResult(status -> save(key, saved));
            return saved;
        } catch (Rejection nothingWasDone) {
            forget(key);
            throw nothingWasDone;
        }
    }

    private void forget(IdempotencyKey key) {
        of(key, "delete from idempotency_key").update();
    }

    @Override
    public int forgetOld() {
        return jdbc.sql("delete from idempotency_key where created_at < now() - interval '24 hours'")
                .update();
    }

    @SuppressWarnings("NullAway") // the work never returns null
    private Optional<SavedAnswer> claimOutside(IdempotencyKey key) {
        return ownTransaction.execute(status -> claim(key));
    }

    /**
     * Inserts the claim. If another open transaction has claimed the key, waits for its end. An expired key can be
     * claimed again.
     */
    private boolean insert(IdempotencyKey key) {
        Integer inserted = new JdbcTemplate(dataSource).execute(CLAIM, (PreparedStatement claim) -> {
            String scope = IdempotencyClaims.scope(key);
            claim.setString(1, scope + "\n" + key.key());
            claim.setString(2, scope);
            claim.setString(3, key.key());
            claim.setString(4, key.requestHash());
            claim.execute();
            claim.getMoreResults();
            return claim.getUpdateCount();
        });
        return Integer.valueOf(1).equals(inserted);
    }

    private Optional<Claimed> find(IdempotencyKey key) {
        return of(key, "select * from idempotency_key")
                .query((row, number) -> new Claimed(
                        row.getString("request_hash"),
                        row.getString("answer"),
                        row.getObject("change_set", UUID.class)))
                .optional();
    }

    private StatementSpec of(IdempotencyKey key, String sql) {
        return jdbc.sql(sql + " where scope = :scope and key = :key")
                .param("scope", IdempotencyClaims.scope(key))
                .param("key", key.key());
    }

    private static SavedAnswer answered(IdempotencyKey key, Optional<Claimed> claimed) {
        requireSameRequest(key, claimed);
        return claimed.filter(found -> found.answer() != null)
                .map(found -> new SavedAnswer(String.valueOf(found.answer()), found.changeSet()))
                .orElseThrow(() -> Rejection.of(
                        Code.CONFLICT_STATE,
                        "The first request with this idempotency key was interrupted, and it is not known whether it"
                                + " was done. Check that; if it was not done, send it again with a new key."));
    }

    private static void requireSameRequest(IdempotencyKey key, Optional<Claimed> claimed) {
        claimed.filter(found -> !found.requestHash().equals(key.requestHash())).ifPresent(other -> {
            throw Rejection.of(
                    Code.IDEMPOTENCY_MISMATCH,
                    "This idempotency key was used for another request. Use a new key for a new request.");
        });
    }
}
