package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.connection.SealedSecrets.Sealed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {
    private final Database database = Database.create();
    private final SealedSecrets secrets = new PostgresSealedSecrets(database.jdbc, database.transactions);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keeps_the_newest_of_each_name() {
        secrets.put("a", new Sealed(new byte[] {0, -1, 7}, new byte[] {1}, "key-1"));
        secrets.put("b", new Sealed(new byte[] {8}, new byte[] {2}, "key-1"));
        secrets.put("a", new Sealed(new byte[] {9, 0}, new byte[] {3}, "key-2"));
        Sealed kept = secrets.get("a").orElseThrow();
        assertThat(kept.ciphertext()).containsExactly(9, 0);
        assertThat(kept.nonce()).containsExactly(3);
        assertThat(kept.keyId()).isEqualTo("key-2");
        secrets.remove("a");
        secrets.remove("a");
        assertThat(secrets.get("a")).isEmpty();
        assertThat(secrets.get("b")).isPresent();
    }

    /** A token that was renewed in the middle of a request is the only one that is still good. */
    @Test
    void stays_when_the_transaction_around_it_does_not() {
        database.transaction.executeWithoutResult(transaction -> {
            secrets.put("a", new Sealed(new byte[] {1}, new byte[] {2}, "key"));
            transaction.setRollbackOnly();
        });
        assertThat(secrets.get("a")).isPresent();
    }
}
