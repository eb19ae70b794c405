package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees the id of a new session before the client does, who may use it at once. */
final class SessionIdCapture extends HttpServletResponseWrapper {
    private final Consumer<@Nullable String> opened;
    private boolean captured;

    /** @param opened is told the id, once; null where no session came of it */
    SessionIdCapture(HttpServletResponse response, Consumer<@Nullable String> opened) {
        super(response);
        this.opened = opened;
    }

    void end() {
        tell(null);
    }

    private void tell(@Nullable String id) {
        if (!captured) {
            captured = true;
            opened.accept(id);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        look(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        look(name, value);
        super.addHeader(name, value);
    }

    private void look(String name, String value) {
        if (SessionCheck.SESSION.equalsIgnoreCase(name)) {
            tell(value);
        }
    }
}
