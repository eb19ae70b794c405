package dev.devledger.application.connection;

/** Asks a service whose account a token opens. Nothing here throws for what it says or does not say. */
public interface OwnerLookup {

    Owner owner(String token);

    sealed interface Owner {
        /** The id of an account never changes. */
        record Known(String id) implements Owner {}

        /** The account shows nothing that would tell. */
        record Hidden() implements Owner {}

        record NoAnswer() implements Owner {}
    }
}
