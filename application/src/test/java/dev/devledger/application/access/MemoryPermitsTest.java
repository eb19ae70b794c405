package dev.devledger.application.access;

import dev.devledger.application.access.Admissions.SharedPermits;

final class MemoryPermitsTest extends SharedPermitsContract {
    private final MemoryPermits permits = new MemoryPermits(System::nanoTime);

    @Override
    protected SharedPermits node() {
        return permits.node();
    }
}
