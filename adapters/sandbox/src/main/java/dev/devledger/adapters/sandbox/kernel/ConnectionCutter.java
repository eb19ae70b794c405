package dev.devledger.adapters.sandbox.kernel;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Closes the connection under an answer. No servlet can: an exception becomes a 500, a return a 200. */
public final class ConnectionCutter extends ValveBase {
    private static final String CUT = ConnectionCutter.class.getName();

    public ConnectionCutter() {
        super(true);
    }

    public static void cut(HttpServletRequest request) {
        request.setAttribute(CUT, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(CUT) == null) return;
        // Each sandbox brings a cutter: the next one has nothing left to do.
        request.removeAttribute(CUT);
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("Cut as a test wished"));
    }
}
