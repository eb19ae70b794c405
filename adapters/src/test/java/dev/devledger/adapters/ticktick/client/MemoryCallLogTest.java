package dev.devledger.adapters.ticktick.client;

import dev.devledger.adapters.CallLogContract;
import dev.devledger.application.sync.connector.CallLog;

final class MemoryCallLogTest extends CallLogContract {
    private final CallLog log = new MemoryCallLog(System::nanoTime);

    @Override
    protected CallLog client() {
        return log;
    }
}
