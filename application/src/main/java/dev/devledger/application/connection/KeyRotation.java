package dev.devledger.application.connection;

/** Gives all stored secrets a new key, and forgets the old one. What breaks off in between is finished by the next time. */
public interface KeyRotation {

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
