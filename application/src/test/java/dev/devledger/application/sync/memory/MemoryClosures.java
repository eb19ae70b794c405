package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.simulation.Steps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class MemoryClosures implements ListClosures {
    private final Steps steps;
    private final Map<String, ListClosure> closures = new LinkedHashMap<>();

    public MemoryClosures(Steps steps) {
        this.steps = steps;
    }

    @Override
    public List<ListClosure> all(ConnectedAccount account) {
        return List.copyOf(closures.values());
    }

    @Override
    public void close(ConnectedAccount account, ListClosure closure) {
        steps.before("closing a list");
        closures.put(closure.list(), closure);
    }

    @Override
    public void open(ConnectedAccount account, String list) {
        steps.before("opening a list");
        closures.remove(list);
    }
}
