package dev.devledger.adapters.html;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Whether pages are light or dark. The browser keeps the choice in a cookie, so that the first byte of a page has it. */
public final class Theme {
    /** A name of its own, as cookies do not tell ports apart. */
    public static final String COOKIE = "devledger-theme";

    private static final Set<String> CHOICES = Set.of("light", "dark");

    private Theme() {}

    /** That of the request which is answered; null for that of the system, and where nothing is asked for by a browser. */
    public static @Nullable String asked() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? of(request.getRequest().getCookies())
                : null;
    }

    private static @Nullable String of(Cookie @Nullable [] cookies) {
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(each -> COOKIE.equals(each.getName()) && CHOICES.contains(each.getValue()))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }
}
