package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;

/** What one look for a task has shown. Only {@link Deleted} proves by itself that it is gone. */
public sealed interface Sighting {

    /** It is where it was looked for. */
    sealed interface Present extends Sighting {
        RemoteRef ref();
    }

    record Here(RemoteTask task) implements Present {
        @Override
        public RemoteRef ref() {
            return task.ref();
        }
    }

    /** So the service says; wherever else it is looked for, it is not there. */
    record Deleted() implements Sighting {}

    /**
     * The service says no, as it does of what is gone and of what the account may not see alike. It says so of no place:
     * there is nowhere else to look.
     *
     * @param reason for people
     */
    record Denied(String reason) implements Sighting {}

    /** Not where it was looked for, which says nothing of elsewhere. */
    record NotHere() implements Sighting {}

    /**
     * The account may not see it at the moment, whether it is there or not: never an absence, and no sign that the
     * account has to be connected again.
     *
     * @param reason for people
     */
    record NoAccess(String reason) implements Sighting {}

    /** It cannot be read. */
    record Unreadable(Quarantined what) implements Present {
        @Override
        public RemoteRef ref() {
            return what.ref();
        }
    }
}
