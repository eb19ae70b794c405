package dev.devledger.adapters.rest;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Errors that Tomcat finds before the application sees the request, such as a URL with characters that no URL has. */
final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemCode code = ProblemCode.of(status);
        try {
            new Problem(code, ProblemMapper.detail(code)).withStatus(status).write(request, response);
        } catch (IOException gone) {
            getContainer().getLogger().debug("The caller left before the answer", gone);
        }
    }
}
