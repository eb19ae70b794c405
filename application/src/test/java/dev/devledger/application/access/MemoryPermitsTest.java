package dev.devledger.application.access;

import dev.devledger.application.access.RequestLimiter.SharedPermits;

final class MemoryPermitsTest extends SharedPermitsContract {
    private final MemoryPermits permits = new MemoryPermits(System::nanoTime);

    @Override
    protected SharedPermits node() {
        return permits.node();
    }
}
