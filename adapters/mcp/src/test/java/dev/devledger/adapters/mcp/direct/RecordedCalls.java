package dev.devledger.adapters.mcp.direct;

import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it was asked, and answers what it is told to. */
final class RecordedCalls implements DirectCalls {
    private final List<DirectCall> table;
    final List<DirectRequest> asked = new ArrayList<>();
    DirectReply reply = new DirectReply.Done();

    RecordedCalls(List<DirectCall> table) {
        this.table = table;
    }

    @Override
    public List<DirectCall> all() {
        return table;
    }

    @Override
    public List<DirectCall> table() {
        return table;
    }

    @Override
    public DirectReply send(DirectRequest request) {
        asked.add(request);
        return reply;
    }
}
