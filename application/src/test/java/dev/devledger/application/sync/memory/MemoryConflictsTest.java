package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;

class MemoryConflictsTest extends ConflictBookContract {
    @Override
    protected ConflictBook book() {
        return new MemoryConflicts();
    }
}
