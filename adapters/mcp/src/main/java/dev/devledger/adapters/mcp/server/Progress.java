package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.ProgressListener;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a client how far its call has come, where it gave a token for that. */
final class Progress implements ProgressListener {
    private final McpSyncServerExchange exchange;
    private final Object token;
    private double lastSent = -1;

    private Progress(McpSyncServerExchange exchange, Object token) {
        this.exchange = exchange;
        this.token = token;
    }

    static ProgressListener of(McpSyncServerExchange exchange, CallToolRequest request) {
        Map<String, Object> meta = request.meta();
        Object token = meta == null ? null : meta.get("progressToken");
        return token == null ? NOBODY : new Progress(exchange, token);
    }

    /** The protocol wants it to grow with each notification. */
    @Override
    public synchronized void at(double done, @Nullable Double total, String message) {
        if (done > lastSent) {
            lastSent = done;
            exchange.progressNotification(ProgressNotification.builder(token, done)
                    .total(total)
                    .message(message)
                    .build());
        }
    }
}
