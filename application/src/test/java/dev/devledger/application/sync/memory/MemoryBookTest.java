package dev.devledger.application.sync.memory;

class MemoryBookTest extends LinkBookContract {
    @Override
    protected LinkBook book() {
        return new MemoryBook();
    }
}
