package dev.devledger.adapters.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Writes a download in the thread of its request. One that goes wrong before anything was sent is answered with a problem;
 * later on the connection is cut, since an end like any other would make a whole file of a part.
 */
public final class DownloadWriter implements HandlerMethodReturnValueHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadWriter.class);

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return type.getParameterType() == Download.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
        HttpServletRequest asked = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        if (value instanceof Download download) {
            write(download, asked, response);
        }
    }

    private static void write(Download download, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(download.contentType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.fileName() + "\"");
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return;
        }
        try {
            download.content().writeTo(response.getOutputStream());
        } catch (IOException gone) {
            ProblemValve.cut(request);
            throw gone;
        } catch (RuntimeException failure) {
            if (response.isCommitted()) {
                LOG.error(
                        "The download of {} failed in the middle; the connection is cut", download.fileName(), failure);
                ProblemValve.cut(request);
            } else {
                response.reset();
            }
            throw failure;
        }
    }
}
