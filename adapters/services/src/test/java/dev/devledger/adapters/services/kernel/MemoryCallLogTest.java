package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.CallLog;
import dev.devledger.application.sync.connector.CallLogContract;

final class MemoryCallLogTest extends CallLogContract {
    private final CallLog log = new MemoryCallLog(System::nanoTime);

    @Override
    protected CallLog client() {
        return log;
    }
}
