package dev.devledger.adapters.rest.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Errors that Tomcat finds before the application sees the request, such as a URL with characters that no URL has;
 * and answers that must not end as if they were whole.
 */
public final class ProblemValve extends ErrorReportValve {
    private static final String CUT = ProblemValve.class.getName() + ".cut";

    /** The connection of this request is to be closed where its answer stands, without the end of an answer. */
    static void cut(HttpServletRequest request) {
        request.setAttribute(CUT, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (request.getAttribute(CUT) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemCode code = ProblemCode.of(status);
        try {
            new Problem(code, code.detail()).withStatus(status).write(request, response);
        } catch (IOException gone) {
            getContainer().getLogger().debug("The caller left before the answer", gone);
        }
    }
}
