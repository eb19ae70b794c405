package dev.devledger.application.sync.memory;

class MemoryConflictsTest extends ConflictBookContract {
    @Override
    protected ConflictBook book() {
        return new MemoryConflicts();
    }
}
