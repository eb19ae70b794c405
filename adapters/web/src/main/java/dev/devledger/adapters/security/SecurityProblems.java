package dev.devledger.adapters.security;

import dev.devledger.application.access.AccessRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Whoever may not come in is told so as of any other problem. */
record SecurityProblems(HandlerExceptionResolver problems)
        implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown) {
        problems.resolveException(request, response, null, unknown);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        problems.resolveException(
                request, response, null, denied.getCause() instanceof AccessRefused why ? why : denied);
    }

    /** Who it is could not be found out. */
    void failed(HttpServletRequest request, HttpServletResponse response, RuntimeException failure) {
        problems.resolveException(request, response, null, failure);
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, TooManyRequests impatient) {
        problems.resolveException(request, response, null, impatient);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException odd) {
        problems.resolveException(request, response, null, odd);
    }
}
