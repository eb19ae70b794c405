package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** What tasks were before their last write, for the one read of each that may still show it. Safe to use from any thread. */
public final class FirstReads {
    private final Circumstances circumstances;
    private final Map<String, String> before = new ConcurrentHashMap<>();

    public FirstReads(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    public void written(ObjectNode task, String was) {
        if (circumstances.has(TickTickHabit.FIRST_READ_IS_OLD))
            before.put(task.path("id").stringValue(), was);
    }

    public Optional<ObjectNode> take(String id) {
        if (!circumstances.has(TickTickHabit.FIRST_READ_IS_OLD)) before.clear();
        return Optional.ofNullable(before.remove(id)).map(Json::stored);
    }
}
