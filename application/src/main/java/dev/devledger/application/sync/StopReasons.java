package dev.devledger.application.sync;

import dev.devledger.domain.sync.SyncLink;

/** Why a link is stopped, where a person wants it so: nobody is to be asked again. */
final class StopReasons {
    static final String REFUSED = "a person has refused what was to be done with it";
    static final String LEFT_OUT = "A person left it out of the sync: ";

    private StopReasons() {}

    static boolean isOfAPerson(SyncLink.Stopped stopped) {
        return stopped.reason().equals(REFUSED) || isLeftOut(stopped);
    }

    /** Whether a person was asked about it, and has left it out. */
    static boolean isLeftOut(SyncLink.Stopped stopped) {
        return stopped.reason().startsWith(LEFT_OUT);
    }
}
