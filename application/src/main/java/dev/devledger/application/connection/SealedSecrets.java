package dev.devledger.application.connection;

import java.util.Optional;

/** Where encrypted secrets are kept. A write holds at once, also where the transaction at hand is rolled back. */
public interface SealedSecrets {

    /**
     * @param ciphertext with the authentication tag at its end
     * @param nonce never used before with that key
     * @param keyId which key opens it; tells nothing of the key
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them, and they go to the database as they are
    record Sealed(byte[] ciphertext, byte[] nonce, String keyId) {}

    void put(String name, Sealed secret);

    Optional<Sealed> get(String name);

    void remove(String name);
}
