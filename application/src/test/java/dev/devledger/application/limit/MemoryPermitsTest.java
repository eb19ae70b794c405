package dev.devledger.application.limit;

final class MemoryPermitsTest extends SharedPermitsContract {
    private final MemoryPermits permits = new MemoryPermits(System::nanoTime);

    @Override
    protected SharedPermits node() {
        return permits.node();
    }
}
