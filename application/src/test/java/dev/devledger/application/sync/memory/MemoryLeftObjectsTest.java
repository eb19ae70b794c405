package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.simulation.Steps;

class MemoryLeftObjectsTest extends LeftObjectsContract {
    @Override
    protected UnimportedObjects left() {
        return new MemoryLeftObjects(new Steps());
    }
}
