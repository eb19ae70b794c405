package dev.devledger.adapters.rest;

import dev.devledger.application.sync.Sync;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

/** Where someone with a browser begins. */
@Controller
final class StartPage {
    private static final String SANDBOX =
            "<li><a href=\"/sandbox/ticktick\">TickTick sandbox</a> lists and cards, as in the app</li>";

    private static final String CONNECT =
            "<li><a href=\"/oauth/ticktick/connect\">Connect TickTick</a>" + " so that your projects appear there</li>";

    private final Sync sync;
    private final ConnectOffer offer;
    private final String page;

    StartPage(Sync sync, ConnectOffer offer) throws IOException {
        this.sync = sync;
        this.offer = offer;
        this.page = new ClassPathResource("start.html", StartPage.class).getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean sandbox = sync.status().mode().equals("sandbox");
        String html = page.replace("{{sandbox}}", sandbox ? SANDBOX : "")
                .replace("{{connect}}", offer.isMade() ? CONNECT : "")
                .replace("{{logout}}", logout(request));
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    /** Only a session has something to log out of, and only there is a CSRF token. */
    private static String logout(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf
                ? "<form method=\"post\" action=\"/logout\"><input type=\"hidden\" name=\""
                        + HtmlUtils.htmlEscape(csrf.getParameterName()) + "\" value=\""
                        + HtmlUtils.htmlEscape(csrf.getToken()) + "\"><button>Log out</button></form>"
                : "";
    }
}
