package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read, and can be read again. */
final class CachedBodyRequest extends HttpServletRequestWrapper {
    static final int MOST = 1024 * 1024;

    private final byte[] bytes;

    private CachedBodyRequest(HttpServletRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
    }

    static CachedBodyRequest of(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            bytes = request.getInputStream().readNBytes(MOST + 1);
        } catch (IOException brokenOff) {
            throw GuardRefusal.notReadable("The body is not complete, or is not valid HTTP.");
        }
        if (bytes.length > MOST) {
            throw tooLarge();
        }
        return new CachedBodyRequest(request, bytes);
    }

    private static GuardRefusal tooLarge() {
        return new GuardRefusal(
                413, GuardRefusal.TRANSPORT, "The body is too large; at most " + MOST + " bytes are allowed.");
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream left = new ByteArrayInputStream(bytes);
        return new ServletInputStream() {
            @Override
            public int read() {
                return left.read();
            }

            @Override
            public int read(byte[] into, int from, int most) {
                return left.read(into, from, most);
            }

            @Override
            public boolean isFinished() {
                return left.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("It is all there; nobody has to listen.");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
