package dev.devledger.application.connection;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Secrets by name, encrypted at rest. A stored secret is available to all nodes at once, whatever transaction is under
 * way.
 */
public interface SecretStore {

    void put(String name, String secret);

    /**
     * Adds a secret that several nodes may create at the same time.
     *
     * @return false if there is one of that name already, which stays as it is
     */
    boolean add(String name, String secret);

    Lookup get(String name);

    /** Removes a secret; does nothing if there is none. */
    void remove(String name);

    /** The result of a lookup by name. */
    sealed interface Lookup {

        record Missing() implements Lookup {}

        record Opened(String secret) implements Lookup {
            /** Returns the result without the secret. */
            @Override
            public String toString() {
                return "Opened[…]";
            }
        }

        /** A secret that the present key does not open: it was encrypted with another key, or changed since. */
        record Undecryptable() implements Lookup {}
    }

    /**
     * The store of encrypted secrets. A write takes effect at once, even if the surrounding transaction is rolled back.
     */
    interface SealedSecrets {

        /**
         * @param ciphertext the text with the authentication tag at its end
         * @param nonce never used before with that key
         * @param keyId the id of the key that opens it, which reveals nothing of the key
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared, and stored in the database as they are
        record Sealed(byte[] ciphertext, byte[] nonce, String keyId) {}

        /**
         * @param seal called while no {@link #reseal} is under way, so that it does not use a key that has just been
         *     replaced
         */
        void put(String name, Supplier<Sealed> seal);

        /**
         * @param seal as for {@link #put}
         * @return false if there is one of that name already, which stays as it is
         */
        boolean add(String name, Supplier<Sealed> seal);

        Optional<Sealed> get(String name);

        void remove(String name);

        /**
         * Reseals all secrets at once, or none; waits for writes under way.
         *
         * @param with returns the new sealed form for a name and its sealed secret; empty if that is to stay
         */
        void reseal(BiFunction<String, Sealed, Optional<Sealed>> with);
    }

    /**
     * Gives all stored secrets a new key, and forgets the old one. A rotation that broke off is finished by the next
     * rotation.
     */
    interface KeyRotation {

        /** The result of a rotation. */
        sealed interface Rotated {

            /**
             * @param keyId the id of the key that is the only one now
             * @param secrets the number of secrets that it encrypts
             * @param locked the number of secrets that no key opens: they stay as they are
             * @param finished true if the call only finished a rotation that had broken off
             */
            record Done(String keyId, int secrets, int locked, boolean finished) implements Rotated {}

            /** The configuration sets the key, so that Devledger cannot rotate it. */
            record ConfiguredKey() implements Rotated {}
        }

        Rotated rotate();
    }
}
