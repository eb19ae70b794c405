package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/** A stream of events, into which beats can be written as well. Each event comes as one piece, and stays one. */
final class EventStream extends HttpServletResponseWrapper {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ReentrantLock lock = new ReentrantLock();
    private boolean ended;

    EventStream(HttpServletResponse response) {
        super(response);
    }

    /** Sends what no client looks at; fails where nobody is there any more. */
    void beat() throws IOException {
        lock.lock();
        try {
            if (ended) {
                throw new IOException("The stream has ended.");
            }
            super.getOutputStream().write(COMMENT);
            super.flushBuffer();
        } finally {
            lock.unlock();
        }
    }

    /**
     * No beat is on its way any more once this returns, and none follows. The server uses what is behind the response for
     * another request then, which a late beat, or the failure of one, would fall upon.
     */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream out = super.getOutputStream();
        return new ServletOutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int many) throws IOException {
                lock.lock();
                try {
                    out.write(bytes, from, many);
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void flush() throws IOException {
                lock.lock();
                try {
                    out.flush();
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public boolean isReady() {
                return out.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                out.setWriteListener(listener);
            }
        };
    }

    @Override
    public void flushBuffer() throws IOException {
        lock.lock();
        try {
            super.flushBuffer();
        } finally {
            lock.unlock();
        }
    }
}
