package dev.devledger.application.connection;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Where encrypted secrets are kept. A write holds at once, also where the transaction at hand is rolled back. */
public interface SealedSecrets {

    /**
     * @param ciphertext with the authentication tag at its end
     * @param nonce never used before with that key
     * @param keyId which key opens it; tells nothing of the key
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them, and they go to the database as they are
    record Sealed(byte[] ciphertext, byte[] nonce, String keyId) {}

    /**
     * @param seal asked while no {@link #reseal} is under way, so that what it makes is not of a key that has just gone
     */
    void put(String name, Supplier<Sealed> seal);

    /**
     * @param seal as for {@link #put}
     * @return false where there is one of that name already, which stays as it is
     */
    boolean add(String name, Supplier<Sealed> seal);

    Optional<Sealed> get(String name);

    void remove(String name);

    /**
     * All of them at once, or none; what is being written is waited for.
     *
     * @param with makes another one of a name and its secret; nothing where it is to stay
     */
    void reseal(BiFunction<String, Sealed, Optional<Sealed>> with);
}
