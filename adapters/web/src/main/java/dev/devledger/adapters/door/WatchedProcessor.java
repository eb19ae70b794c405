package dev.devledger.adapters.door;

import dev.devledger.adapters.door.Wait.For;
import dev.devledger.adapters.door.Wait.Seen;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.function.BiConsumer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's own, which also says what it waits for. Somebody else looks at it while it works, without a lock: a look can be
 * a little late, and one alone decides nothing.
 */
final class WatchedProcessor extends Http11Processor {
    private final BiConsumer<NioSocketWrapper, WatchedProcessor> begun;

    WatchedProcessor(PatientProtocol protocol, BiConsumer<NioSocketWrapper, WatchedProcessor> begun) {
        super(protocol, protocol.getAdapter());
        this.begun = begun;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> connection) throws IOException {
        if (connection instanceof NioSocketWrapper client) {
            begun.accept(client, this);
        }
        return super.service(connection);
    }

    /** Between two requests a connection has no processor, and this one may work for another. */
    @SuppressWarnings("ReferenceEquality") // a connection is what it is, whatever another says of itself
    Seen look(NioSocketWrapper client) {
        if (getSocketWrapper() != client) {
            return Seen.IDLE;
        }
        long started = request.getStartTimeNanos();
        if (client.interestOpsHas(SelectionKey.OP_WRITE)) {
            return new Seen(For.ANSWER, started, response.getBytesWritten(false));
        }
        return client.interestOpsHas(SelectionKey.OP_READ) && !isAsync()
                ? new Seen(For.REQUEST, started, request.getBytesRead())
                : Seen.IDLE;
    }
}
