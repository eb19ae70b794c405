package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.application.command.IdempotencyKey;
import dev.devledger.application.command.Once;
import dev.devledger.domain.shared.Rejection;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a change to TickTick, once for each idempotency key. */
final class TickTickOrders {
    private static final Logger LOG = LoggerFactory.getLogger(TickTickOrders.class);

    private final Once once;

    TickTickOrders(Once once) {
        this.once = once;
    }

    /** No event says why it was done, as it goes past the ledger; the log does. */
    Once.Done run(ToolCall call, Supplier<String> work, Predicate<RuntimeException> frees) {
        IdempotencyKey key = CallKey.of(call);
        Once.Done done = key == null ? new Once.Done(work.get(), false) : once(call, key, work, frees);
        if (!done.replayed()) {
            LOG.info(
                    "{} by {}: {}",
                    call.tool(),
                    call.caller().actor(),
                    call.arguments().text("reason", "no reason given"));
        }
        return done;
    }

    private Once.Done once(
            ToolCall call, IdempotencyKey key, Supplier<String> work, Predicate<RuntimeException> frees) {
        try {
            return once.run(key, work, frees);
        } catch (Rejection refused) {
            throw CallKey.told(refused, call);
        }
    }
}
