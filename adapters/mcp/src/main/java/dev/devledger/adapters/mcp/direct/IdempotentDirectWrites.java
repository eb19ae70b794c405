package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import dev.devledger.domain.shared.Rejection;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a change to a service, once for each idempotency key. */
public record IdempotentDirectWrites(IdempotentCalls once) {
    private static final Logger LOG = LoggerFactory.getLogger(IdempotentDirectWrites.class);

    public IdempotentDirectWrites(ToolPorts ports) {
        this(new IdempotentCalls(ports.idempotencyStore()));
    }

    /** Sends the change and logs its reason, as the change bypasses the ledger and no event has the reason. */
    public IdempotentCalls.Done run(ToolCall call, Supplier<String> work, Predicate<RuntimeException> frees) {
        IdempotencyKey key = CallKey.of(call);
        IdempotentCalls.Done done =
                key == null ? new IdempotentCalls.Done(work.get(), false) : once(call, key, work, frees);
        if (!done.replayed()) {
            LOG.info(
                    "{} by {}: {}",
                    call.tool(),
                    call.caller().actor(),
                    call.arguments().text("reason", "no reason given"));
        }
        return done;
    }

    private IdempotentCalls.Done once(
            ToolCall call, IdempotencyKey key, Supplier<String> work, Predicate<RuntimeException> frees) {
        try {
            return once.run(key, work, frees);
        } catch (Rejection refused) {
            throw CallKey.inWordsOfTool(refused, call);
        }
    }
}
