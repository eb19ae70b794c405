package dev.devledger.adapters.oauth;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.oauth.Callback.Callbacks;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.Connecting.ConnectionOutcome;
import dev.devledger.application.connection.OAuthService;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The pages of connecting an account. The owner begins the connection; the browser's return needs no login, but a state
 * that Devledger issued.
 */
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

    /** Returns the session's cookie, if the browser returns to the host to which the cookie belongs. */
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
                callback.answer(new Connecting.CallbackParameters(
                        request.getParameter("state"),
                        request.getParameter("code"),
                        request.getParameter("error"),
                        values)));
    }

    private static void write(HttpServletResponse response, ConnectResultPage page) throws IOException {
        response.setStatus(page.status());
        Templates.write(page.html(), response);
    }

    /**
     * The page with the result of connecting: success, or the error and the remedy.
     *
     * @param href the target of the page's link
     * @param home the server with the style sheet; empty if this page is on that server
     */
    record ConnectResultPage(int status, String title, String text, String link, String href, String home) {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

        /** @param server the address of Devledger's own pages, without a slash at the end */
        static ConnectResultPage of(ConnectionOutcome end, OAuthService service, String server, ZoneId zone) {
            return switch (end) {
                case ConnectionOutcome.Connected(var until) ->
                    new ConnectResultPage(
                            200,
                            service.title() + " is connected",
                            "Devledger now sends your projects to " + service.title() + "." + ends(until, zone)
                                    + " You can close this page.",
                            "Go to the board",
                            server + "/",
                            "");
                case ConnectionOutcome.Denied() ->
                    again(
                            403,
                            service,
                            server,
                            "You did not give Devledger access, so nothing has changed. You can try again at any time.");
                case ConnectionOutcome.Stale() ->
                    again(
                            400,
                            service,
                            server,
                            "Devledger does not expect this answer. Either it is older than ten minutes, or it was used"
                                    + " already, or you started in another browser, or Devledger was restarted."
                                    + " Connect again.");
                case ConnectionOutcome.Refused(var reason) -> again(502, service, server, reason);
                case ConnectionOutcome.NoAnswer(var reason) ->
                    again(503, service, server, reason + " Try again in a moment.");
                case ConnectionOutcome.AnotherAccount() ->
                    again(
                            409,
                            service,
                            server,
                            "This ledger is linked with another " + service.title()
                                    + " account. To use that account again,"
                                    + " log in to it at " + service.title()
                                    + " and connect again. To link this ledger with"
                                    + " the new account as well, start Devledger with the setting "
                                    + service.setting("account") + " and a name for the new account.");
            };
        }

        static ConnectResultPage impossible(String whyNot, OAuthService service, String server) {
            return new ConnectResultPage(
                    409, service.title() + " cannot be connected", whyNot, "Go to the board", server + "/", "");
        }

        private static ConnectResultPage again(int status, OAuthService service, String server, String what) {
            return new ConnectResultPage(
                    status,
                    service.title() + " is not connected",
                    what,
                    "Connect " + service.title(),
                    server + service.path("connect"),
                    "");
        }

        private static String ends(@Nullable Instant until, ZoneId zone) {
            return until == null
                    ? ""
                    : " The connection ends on " + DAY.format(until.atZone(zone))
                            + ". Devledger reminds you before that day.";
        }

        /** Returns the same page for another server to show. */
        ConnectResultPage withHome(String ours) {
            return new ConnectResultPage(status, title, text, link, href, ours);
        }

        byte[] html() {
            return Templates.render("oauth/result.jte", this);
        }
    }
}
