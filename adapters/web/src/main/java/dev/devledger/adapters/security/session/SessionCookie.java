package dev.devledger.adapters.security.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** What a browser knows its session by: with a name of its own, as cookies do not tell ports apart, and never in a URL. */
public final class SessionCookie {
    public static final String NAME = "devledger-session";

    /** Of one name, for other paths or domains: a browser may have been given one that is not ours. */
    private static final int MOST = 3;

    private SessionCookie() {}

    static Stream<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Stream.of(cookies)
                        .filter(each -> each.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .limit(MOST);
    }

    /** Until the browser is closed. */
    static void give(String secret, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(NAME, secret)
                .path(request.getContextPath() + "/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
