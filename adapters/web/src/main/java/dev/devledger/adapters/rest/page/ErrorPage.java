package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a request gets that failed outside of any resource: in a filter, say. */
@Controller
public final class ErrorPage implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

    /** Tomcat comes here with it whatever a resource made of it. */
    private static final String BROKEN_OFF = "The body is incomplete, came too slowly, or is not valid HTTP.";

    @RequestMapping("${server.error.path:/error}")
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Whoever comes here by the path itself finds nothing.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code && code >= 400
                ? code
                : 404;
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        ProblemCode code = ProblemCode.of(status);
        String detail = code.detail();
        if (failure instanceof Exception unexpected && status >= 500) {
            LOG.error("Unexpected failure of a request", unexpected);
        } else if (failure instanceof IOException) {
            detail = BROKEN_OFF;
        }
        new Problem(code, detail).withStatus(status).write(request, response);
    }
}
