package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.CallLogContract;
import dev.devledger.application.sync.CallLog;

final class MemoryCallLogTest extends CallLogContract {
    private final CallLog log = new MemoryCallLog(System::nanoTime);

    @Override
    protected CallLog client() {
        return log;
    }
}
