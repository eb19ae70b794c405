package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.memory.PendingHints;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;

/**
 * Stores the hints of a service, and wakes the sync for a read. It makes no call, and does not rely on a hint being
 * true.
 */
public final class HintIntake {
    private final PendingHints hints;
    private final SyncAlarm alarm;

    public HintIntake(PendingHints hints, SyncAlarm alarm) {
        this.hints = hints;
        this.alarm = alarm;
    }

    public void take(ConnectedAccount account, Hint hint) {
        hints.add(account, hint);
        alarm.ring();
    }
}
