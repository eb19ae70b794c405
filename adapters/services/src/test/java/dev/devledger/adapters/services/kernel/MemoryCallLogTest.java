package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.CallLogContract;
import dev.devledger.application.sync.connector.SharedCallBudget;

final class MemoryCallLogTest extends CallLogContract {
    private final SharedCallBudget log = new MemoryCallBudget(System::nanoTime);

    @Override
    protected SharedCallBudget client() {
        return log;
    }
}
