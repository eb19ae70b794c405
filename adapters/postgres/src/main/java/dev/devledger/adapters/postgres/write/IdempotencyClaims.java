package dev.devledger.adapters.postgres.write;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The idempotency keys that the writes of one transaction claim together. A running request holds a lock of its key,
 * and a claim never waits for the lock. Earlier requests are looked up by a second statement, as a statement sees only
 * what was committed when it began.
 */
public final class IdempotencyClaims {

    /** The expression of the lock's number. Other advisory locks hash other names, with another seed. */
    public static final String LOCK = "hashtextextended(cast(%s as text), 1685419891)";

    /** The two statements at the gate; {@link #bind} sets their parameters. */
    static final String SQL = """
            select scope, key from unnest(cast(? as text[]), cast(? as text[])) claimed (scope, key)
            where pg_try_advisory_xact_lock(%s);
            select k.scope, k.key
            from unnest(cast(? as text[]), cast(? as text[])) claimed (scope, key)
            join idempotency_key k on k.scope = claimed.scope and k.key = claimed.key
            where k.created_at >= now() - interval '24 hours';
            """.formatted(LOCK.formatted("scope || chr(10) || key"));

    private static final int LONGEST_SCOPE = 500;

    private record Name(String scope, String key) {}

    private final Map<Name, IdempotencyKey> wanted;
    private final Set<IdempotencyKey> free = new HashSet<>();

    IdempotencyClaims(Set<IdempotencyKey> keys) {
        wanted = keys.stream()
                .collect(Collectors.toMap(
                        key -> new Name(scope(key), key.key()), Function.identity(), (one, another) -> one));
    }

    /** Returns the scope; a scope too long for the index, such as a long route, is hashed. */
    public static String scope(IdempotencyKey key) {
        return key.scope().length() <= LONGEST_SCOPE
                ? key.scope()
                : UUID.nameUUIDFromBytes(key.scope().getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    /** Sets the parameters from {@code first} on; returns the next free one. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        List<Name> names = List.copyOf(wanted.keySet());
        for (int next = first; next < first + 4; next += 2) {
            statement.setArray(next, array(statement, names, Name::scope));
            statement.setArray(next + 1, array(statement, names, Name::key));
        }
        return first + 4;
    }

    private static Array array(PreparedStatement statement, List<Name> names, Function<Name, String> part)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", names.stream().map(part).toArray());
    }

    /** Reads the results of the two statements, and moves to the result after them. */
    void take(PreparedStatement taken) throws SQLException {
        free.addAll(rows(taken));
        free.removeAll(rows(taken));
    }

    private List<IdempotencyKey> rows(PreparedStatement taken) throws SQLException {
        List<IdempotencyKey> keys = new ArrayList<>();
        try (ResultSet rows = taken.getResultSet()) {
            while (rows.next()) {
                IdempotencyKey key = wanted.get(new Name(rows.getString("scope"), rows.getString("key")));
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        taken.getMoreResults();
        return keys;
    }

    /** True if the transaction has claimed the key; each key is given out once. */
    boolean give(IdempotencyKey key) {
        return free.remove(key);
    }
}
