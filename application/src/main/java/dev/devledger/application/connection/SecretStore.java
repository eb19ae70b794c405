package dev.devledger.application.connection;

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
}
