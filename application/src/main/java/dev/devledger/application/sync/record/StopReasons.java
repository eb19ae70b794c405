package dev.devledger.application.sync.record;

import dev.devledger.domain.sync.link.SyncLink;

/** Why a link is stopped, where a person wants it so: nobody is to be asked again. */
public final class StopReasons {
    public static final String REFUSED = "a person has refused what was to be done with it";
    public static final String LEFT_OUT = "A person left it out of the sync: ";

    private StopReasons() {}

    public static boolean isOfAPerson(SyncLink.Stopped stopped) {
        return stopped.reason().equals(REFUSED) || isLeftOut(stopped);
    }

    /** Whether a person was asked about it, and has left it out. */
    public static boolean isLeftOut(SyncLink.Stopped stopped) {
        return stopped.reason().startsWith(LEFT_OUT);
    }
}
