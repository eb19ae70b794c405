package dev.devledger.adapters.oauth;

import dev.devledger.adapters.html.Templates;
import dev.devledger.application.connection.Connecting;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The owner begins here; who comes back needs no login, but a state that was given out. */
@Controller
record ConnectPages(Callbacks callbacks) {
    @GetMapping({"/oauth/{service}/connect", "/oauth/{service}/authorize"})
    void connect(@PathVariable String service, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Callback callback = of(service);
        Connecting connecting = callback.connecting();
        Optional<String> whyNot = connecting.whyNot().or(callback::open);
        if (whyNot.isPresent()) {
            write(response, callback.impossible(whyNot.get()));
            return;
        }
        RedirectUrl back = callback.url();
        String actor = request.getUserPrincipal() == null
                ? "owner"
                : request.getUserPrincipal().getName();
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(
                "Location",
                connecting.begin(actor, back.url(), browser(request, back)).toString());
    }

    private Callback of(String service) {
        return callbacks.of(service).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The session's cookie comes back only to the host that it is of. */
    private static @Nullable String browser(HttpServletRequest request, RedirectUrl back) {
        boolean comesBack = request.isRequestedSessionIdValid()
                && request.getServerName().equalsIgnoreCase(back.url().getHost());
        return comesBack ? request.getRequestedSessionId() : null;
    }

    @GetMapping("/oauth/{service}/callback")
    void callback(@PathVariable String service, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Callback callback = of(service);
        Cookie[] cookies = request.getCookies();
        Set<String> values = cookies == null
                ? Set.of()
                : Arrays.stream(cookies).map(Cookie::getValue).collect(Collectors.toSet());
        write(
                response,
                callback.answer(new Connecting.Return(
                        request.getParameter("state"),
                        request.getParameter("code"),
                        request.getParameter("error"),
                        values)));
    }

    private static void write(HttpServletResponse response, ConnectResultPage page) throws IOException {
        response.setStatus(page.status());
        Templates.write(page.html(), response);
    }
}
