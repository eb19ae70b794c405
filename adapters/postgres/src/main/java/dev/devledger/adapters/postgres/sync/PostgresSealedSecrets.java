package dev.devledger.adapters.postgres.sync;

import dev.devledger.application.connection.SealedSecrets;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Each write in a transaction of its own: a renewed token must not go with a request that is rolled back. */
public final class PostgresSealedSecrets implements SealedSecrets {
    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    public PostgresSealedSecrets(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void put(String name, Sealed secret) {
        apart.executeWithoutResult(transaction -> jdbc.sql("""
                        insert into secret (name, ciphertext, nonce, key_id)
                        values (:name, :ciphertext, :nonce, :keyId)
                        on conflict (name) do update set ciphertext = excluded.ciphertext, nonce = excluded.nonce,
                          key_id = excluded.key_id, updated_at = now()
                        """)
                .param("name", name)
                .param("ciphertext", secret.ciphertext())
                .param("nonce", secret.nonce())
                .param("keyId", secret.keyId())
                .update());
    }

    @Override
    public Optional<Sealed> get(String name) {
        return jdbc.sql("select ciphertext, nonce, key_id from secret where name = :name")
                .param("name", name)
                .query((row, number) ->
                        new Sealed(row.getBytes("ciphertext"), row.getBytes("nonce"), row.getString("key_id")))
                .optional();
    }

    @Override
    public void remove(String name) {
        apart.executeWithoutResult(transaction -> jdbc.sql("delete from secret where name = :name")
                .param("name", name)
                .update());
    }
}
