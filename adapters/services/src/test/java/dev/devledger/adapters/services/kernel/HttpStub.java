package dev.devledger.adapters.services.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that answers what a test puts in, with a clock of its own. */
public abstract class HttpStub<S extends HttpStub<S>> implements AutoCloseable {
    /** Which no answer of the stub takes, on a slow machine either. */
    protected static final Duration PATIENT = Duration.ofSeconds(30);

    /** For answers that are meant to take too long. */
    protected static final Duration HASTY = Duration.ofMillis(1_500);

    public final AtomicLong nanos = new AtomicLong();
    public final MockWebServer server = new MockWebServer();

    protected HttpStub() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected abstract S self();

    public S answers(int status, String body) {
        return answers(new MockResponse.Builder().code(status).body(body));
    }

    public S answers(MockResponse.Builder response) {
        server.enqueue(response.build());
        return self();
    }

    /** The oldest request not yet asked for. */
    public RecordedRequest request() {
        try {
            RecordedRequest request = server.takeRequest(30, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public String sent() {
        RecordedRequest request = request();
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    public int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }
}
