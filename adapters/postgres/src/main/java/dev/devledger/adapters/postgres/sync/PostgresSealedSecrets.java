package dev.devledger.adapters.postgres.sync;

import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Each write has a transaction of its own: a renewed token must not vanish with a request that is rolled back. */
public final class PostgresSealedSecrets implements SealedSecrets {
    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    public PostgresSealedSecrets(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void put(String name, Supplier<Sealed> seal) {
        apart.executeWithoutResult(transaction -> {
            lock("pg_advisory_xact_lock_shared");
            write(name, seal.get());
        });
    }

    @Override
    public void reseal(BiFunction<String, Sealed, Optional<Sealed>> with) {
        apart.executeWithoutResult(transaction -> {
            lock("pg_advisory_xact_lock");
            jdbc.sql("select name, ciphertext, nonce, key_id from secret order by name")
                    .query((row, number) -> Map.entry(row.getString("name"), sealed(row)))
                    .list()
                    .forEach(each -> with.apply(each.getKey(), each.getValue())
                            .ifPresent(resealed -> write(each.getKey(), resealed)));
        });
    }

    private void lock(String function) {
        jdbc.sql("select " + function + "(hashtextextended('devledger secrets', 0))")
                .query((row, number) -> true)
                .single();
    }

    @Override
    public boolean add(String name, Supplier<Sealed> seal) {
        return Boolean.TRUE.equals(apart.execute(transaction -> {
            lock("pg_advisory_xact_lock_shared");
            return insert(name, seal.get(), "on conflict (name) do nothing") > 0;
        }));
    }

    private void write(String name, Sealed secret) {
        insert(name, secret, """
                on conflict (name) do update set ciphertext = excluded.ciphertext, nonce = excluded.nonce,
                  key_id = excluded.key_id, updated_at = now()""");
    }

    private int insert(String name, Sealed secret, String conflict) {
        return jdbc.sql("""
                        insert into secret (name, ciphertext, nonce, key_id) values (:name, :ciphertext, :nonce, :keyId)
                        """ + conflict)
                .param("name", name)
                .param("ciphertext", secret.ciphertext())
                .param("nonce", secret.nonce())
                .param("keyId", secret.keyId())
                .update();
    }

    @Override
    public Optional<Sealed> get(String name) {
        return jdbc.sql("select ciphertext, nonce, key_id from secret where name = :name")
                .param("name", name)
                .query((row, number) -> sealed(row))
                .optional();
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        return new Sealed(row.getBytes("ciphertext"), row.getBytes("nonce"), row.getString("key_id"));
    }

    @Override
    public void remove(String name) {
        apart.executeWithoutResult(transaction -> jdbc.sql("delete from secret where name = :name")
                .param("name", name)
                .update());
    }
}
