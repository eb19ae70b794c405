package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.budget.CallLog;

/** Each account has a log of its own, as each has its own limit. */
public interface CallLogs {
    CallLog of(ConnectedAccount account);
}
