package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.budget.CallLog;
import dev.devledger.application.sync.budget.CallLogContract;

final class MemoryCallLogTest extends CallLogContract {
    private final CallLog log = new MemoryCallLog(System::nanoTime);

    @Override
    protected CallLog client() {
        return log;
    }
}
