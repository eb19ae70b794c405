package dev.devledger.application.connection;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Secrets by name, encrypted at rest. What is put is there for all nodes at once, whatever transaction is under way. */
public interface SecretStore {

    void put(String name, String secret);

    /**
     * For what several nodes would make at the same time.
     *
     * @return false where there is one of that name already, which stays as it is
     */
    boolean add(String name, String secret);

    Lookup get(String name);

    /** Nothing where there is none. */
    void remove(String name);

    /** What is under a name. */
    sealed interface Lookup {

        record None() implements Lookup {}

        record Opened(String secret) implements Lookup {
            /** Without the secret. */
            @Override
            public String toString() {
                return "Opened[…]";
            }
        }

        /** There is one, and our key does not open it: it was written with another key, or changed since. */
        record Locked() implements Lookup {}
    }

    /** Where encrypted secrets are kept. A write holds at once, also where the transaction at hand is rolled back. */
    interface SealedSecrets {

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

    /** Gives all stored secrets a new key, and forgets the old one. What breaks off in between is finished by the next time. */
    interface KeyRotation {

        /** What was done. */
        sealed interface Rotated {

            /**
             * @param keyId of the key that is the only one now
             * @param secrets how many it encrypts
             * @param locked how many no key opens: they stay as they are
             * @param finished whether that key is of a rotation that had broken off
             */
            record Done(String keyId, int secrets, int locked, boolean finished) implements Rotated {}

            /** It is the configuration's to say which key there is. */
            record NotOurs() implements Rotated {}
        }

        Rotated rotate();
    }
}
