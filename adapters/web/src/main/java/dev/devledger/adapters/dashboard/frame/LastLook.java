package dev.devledger.adapters.dashboard.frame;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The last look of a person at a page that lists events: earlier events are seen. A cookie of the browser keeps the
 * last two looks, as a look is no fact of the ledger.
 */
public enum LastLook {
    CONFLICTS,
    AGENTS,
    SYNC;

    /** What happened longer ago is not new, even to a browser that is. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final Duration KEPT = Duration.ofDays(365);
    private static final Pattern LOOKS = Pattern.compile("(\\d{1,15})-(\\d{1,15})");

    /**
     * @param last the last look
     * @param before the look before the last one: later events are new on the page itself
     */
    private record Looks(Instant last, Instant before) {}

    /** Returns the last look, which may be that of the request itself. */
    public Instant of(HttpServletRequest request, Instant now) {
        return looks(request, now).last();
    }

    /**
     * Keeps the look of a request for the page, and returns the look before it. A script that draws the page again and
     * a browser that fetches it in advance do not look.
     */
    public Instant look(HttpServletRequest request, HttpServletResponse response, Instant now) {
        Looks looks = looks(request, now);
        if (!isByPerson(request)) {
            return looks.before();
        }
        request.setAttribute(cookie(), new Looks(now, looks.last()));
        ResponseCookie cookie = ResponseCookie.from(
                        cookie(), now.toEpochMilli() + "-" + looks.last().toEpochMilli())
                .path(request.getContextPath() + "/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return looks.last();
    }

    private String cookie() {
        return "devledger-look-" + name().toLowerCase(Locale.ROOT);
    }

    private static boolean isByPerson(HttpServletRequest request) {
        boolean isPrefetch = Stream.of("Sec-Purpose", "Purpose")
                .map(request::getHeader)
                .anyMatch(purpose -> purpose != null && purpose.contains("prefetch"));
        String mode = Objects.requireNonNullElse(request.getHeader("Sec-Fetch-Mode"), "navigate");
        return request.getMethod().equals("GET") && mode.equals("navigate") && !isPrefetch;
    }

    private Looks looks(HttpServletRequest request, Instant now) {
        if (request.getAttribute(cookie()) instanceof Looks looks) {
            return looks;
        }
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(each -> each.getName().equals(cookie()))
                .map(each -> LOOKS.matcher(each.getValue()))
                .filter(Matcher::matches)
                .map(found -> new Looks(limited(found.group(1), now), limited(found.group(2), now)))
                .findFirst()
                .orElseGet(() -> new Looks(now.minus(LONGEST), now.minus(LONGEST)));
    }

    private static Instant limited(String millis, Instant now) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(millis));
        Instant first = now.minus(LONGEST);
        return at.isBefore(first) || at.isAfter(now) ? first : at;
    }
}
