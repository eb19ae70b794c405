package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.security.EncryptionKey.EncryptionKeys;
import dev.devledger.adapters.security.EncryptionKey.Vault;
import dev.devledger.application.connection.AccountTokens.SecretStore.Lookup;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final byte[] KEY_BYTES = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final EncryptionKey KEY =
            EncryptionKey.of(Base64.getEncoder().encodeToString(KEY_BYTES));
    private static final EncryptionKey OTHER =
            EncryptionKey.of(Base64.getEncoder().encodeToString(new byte[32]));

    private final Map<String, SealedSecrets.Sealed> rows = new HashMap<>();
    private final Vault vault = new Vault(EncryptionKeys.of(KEY), rows());

    @Test
    void gives_back_what_was_put_until_it_is_removed() {
        assertThat(vault.get("a/token")).isEqualTo(new Lookup.Missing());
        vault.put("a/token", "geheim-ß");
        assertThat(vault.get("a/token")).isEqualTo(new Lookup.Opened("geheim-ß"));
        vault.put("a/token", "another");
        assertThat(vault.get("a/token")).isEqualTo(new Lookup.Opened("another"));
        vault.remove("a/token");
        assertThat(vault.get("a/token")).isEqualTo(new Lookup.Missing());
    }

    @Test
    void what_is_there_stays_where_it_is_only_added() {
        assertThat(vault.add("a/token", "first")).isTrue();
        assertThat(vault.add("a/token", "second")).isFalse();
        assertThat(vault.get("a/token")).isEqualTo(new Lookup.Opened("first"));
    }

    @Test
    void is_aes_256_gcm_with_the_name_authenticated() throws Exception {
        vault.put("a/token", "not-a-token");
        SealedSecrets.Sealed row = rows.get("a/token");
        assertThat(row.nonce()).hasSize(12);
        assertThat(row.ciphertext()).hasSize("not-a-token".length() + 16);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(KEY_BYTES, "AES"), new GCMParameterSpec(128, row.nonce()));
        cipher.updateAAD("a/token".getBytes(StandardCharsets.UTF_8));
        assertThat(cipher.doFinal(row.ciphertext())).isEqualTo("not-a-token".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void never_uses_a_nonce_twice() {
        vault.put("a", "same");
        SealedSecrets.Sealed first = rows.get("a");
        vault.put("a", "same");
        assertThat(rows.get("a").nonce()).isNotEqualTo(first.nonce());
        assertThat(rows.get("a").ciphertext()).isNotEqualTo(first.ciphertext());
    }

    @Test
    void a_row_under_another_name_changed_or_of_another_key_is_locked() {
        vault.put("a", "secret");
        SealedSecrets.Sealed row = rows.get("a");
        rows.put("b", row);
        assertThat(vault.get("b")).as("another name").isEqualTo(new Lookup.Undecryptable());
        assertThat(new Vault(EncryptionKeys.of(OTHER), rows()).get("a"))
                .as("another key")
                .isEqualTo(new Lookup.Undecryptable());
        rows.put("a", new SealedSecrets.Sealed(row.ciphertext(), row.nonce(), OTHER.id()));
        assertThat(new Vault(EncryptionKeys.of(OTHER), rows()).get("a"))
                .as("a lie about the key")
                .isEqualTo(new Lookup.Undecryptable());
        byte[] changed = row.ciphertext().clone();
        changed[0] ^= 1;
        rows.put("a", new SealedSecrets.Sealed(changed, row.nonce(), row.keyId()));
        assertThat(vault.get("a")).as("a changed bit").isEqualTo(new Lookup.Undecryptable());
        rows.put("a", new SealedSecrets.Sealed(new byte[3], new byte[0], row.keyId()));
        assertThat(vault.get("a")).as("no such row can be").isEqualTo(new Lookup.Undecryptable());
    }

    @Test
    void a_key_that_is_none_is_refused_without_being_shown() {
        for (String wrong : new String[] {"", "short", "not base64 at all!", "c2VjcmV0LXdvcmQ=", "AAAA".repeat(12)}) {
            assertThatThrownBy(() -> EncryptionKey.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("32 bytes in base64")
                    .satisfies(
                            e -> assertThat(wrong.isEmpty() || !e.getMessage().contains(wrong))
                                    .isTrue());
        }
    }

    @Test
    void nothing_prints_a_secret() {
        assertThat(KEY.toString()).doesNotContain("0123", Base64.getEncoder().encodeToString(KEY_BYTES));
        vault.put("a", "not-a-token");
        assertThat(vault.get("a").toString()).doesNotContain("not-a-token");
    }

    private SealedSecrets rows() {
        return MemorySecrets.in(rows);
    }
}
