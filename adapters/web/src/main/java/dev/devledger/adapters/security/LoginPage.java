package dev.devledger.adapters.security;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.security.ClientAddress.SameMachine;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.adapters.security.SecurityProblems.TooManyRequests;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.access.BrowserSessions;
import dev.devledger.application.access.BrowserSessions.BrowserSession;
import dev.devledger.application.access.BrowserSessions.RecentLogin;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page for entering the owner token, which logs in a session of this browser. */
@Controller
public record LoginPage(
        OwnerToken owner, GuessLimit guesses, LoginPage.LoginLink link, RequestSessions sessions, RecentLogin recent) {
    /** The longest address of the page after the login, well below the limit of an answer's headers. */
    private static final int LONGEST = 4_000;

    /**
     * The content of the page.
     *
     * @param wrong the error about the entered token; empty without an error
     * @param file the file of the owner token
     * @param to the page after the login
     */
    record LoginView(
            String wrong, String file, String to, @Nullable CsrfField csrf) {}

    @GetMapping("/login")
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, HttpStatus.OK, "");
    }

    @PostMapping("/login")
    void enter(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = request.getParameter("token");
        if (token == null || token.isBlank()) {
            write(request, response, HttpStatus.UNPROCESSABLE_CONTENT, "Enter the owner token.");
        } else if (!owner.matches(token.strip())) {
            refuse(request, response, guesses.wrong(request.getRemoteAddr()));
        } else {
            sessions.begin(request, response);
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, local(request.getParameter("to")));
        }
    }

    /** Renews the login of a session, for which the user enters the owner token again. */
    @PostMapping("/login/again")
    void again(HttpServletRequest request, HttpServletResponse response) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known)
                || known.session() == null) {
            throw new InsufficientAuthenticationException("There is no session.");
        }
        recent.show(
                known.session(),
                Objects.requireNonNullElse(request.getParameter("token"), ""),
                request.getRemoteAddr());
        response.setStatus(HttpStatus.NO_CONTENT.value());
    }

    static String wrongAgain(Duration wait) {
        return "This is not the owner token. Too many wrong tokens were entered. Wait " + TooManyRequests.seconds(wait)
                + " seconds.";
    }

    /** Refuses a wrong token. A correct token would have been accepted, even after too many wrong tokens. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        if (wait.isZero()) {
            write(request, response, HttpStatus.UNAUTHORIZED, "This is not the owner token.");
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(TooManyRequests.seconds(wait)));
        write(request, response, HttpStatus.TOO_MANY_REQUESTS, wrongAgain(wait));
    }

    /**
     * Logs in by the link shown at the start. A preview that fetches the link before a person does not use it up (ADR
     * 0090).
     */
    @GetMapping("/login/{word}")
    void enterByLink(@PathVariable String word, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!SameMachine.sent(request)) {
            write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "A login link works only in a browser on the machine where Devledger runs. Log in with the owner"
                            + " token.");
        } else if (isAhead(request)) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else {
            switch (link.use(word)) {
                case VALID -> {
                    sessions.begin(request, response);
                    response.setStatus(HttpStatus.SEE_OTHER.value());
                    response.setHeader(HttpHeaders.LOCATION, "/");
                }
                case USED -> refuse(request, response, "This link was already used: it works once.");
                case LATE -> refuse(request, response, "This link is too old: it works for ten minutes.");
                case UNKNOWN -> refuse(request, response, "This link is not from the last start of Devledger.");
            }
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        write(
                request,
                response,
                HttpStatus.GONE,
                why + " Log in with the owner token, or start Devledger again for a new link.");
    }

    /** True for HEAD, and for browsers or programs that fetch a page before it is shown or without showing it. */
    private static boolean isAhead(HttpServletRequest request) {
        String shownAs = request.getHeader("Sec-Fetch-Dest");
        return !request.getMethod().equals("GET")
                || (shownAs != null && !shownAs.equals("document"))
                || Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                        .map(request::getHeader)
                        .anyMatch(Objects::nonNull);
    }

    private void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String wrong)
            throws IOException {
        LoginView page =
                new LoginView(wrong, owner.file().toString(), local(request.getParameter("to")), CsrfField.of(request));
        response.setStatus(status.value());
        Templates.write(Templates.render("security/login.jte", page), response);
    }

    /** Returns the path if it is on this server, as a redirect must not lead to another site. */
    private static String local(@Nullable String to) {
        if (to != null
                && to.length() <= LONGEST
                && to.matches("/([\\x21-\\x2e\\x30-\\x5b\\x5d-\\x7e][\\x21-\\x5b\\x5d-\\x7e]*)?")) {
            return to;
        }
        return "/";
    }

    /** @param most the maximum age of a login for actions that need a recent login */
    record LoginAge(OwnerToken owner, GuessLimit guesses, BrowserSessions sessions, Duration most, InstantSource clock)
            implements RecentLogin {
        @Override
        public boolean isTooOld(BrowserSession session) {
            return clock.instant().isAfter(session.shown().plus(most));
        }

        @Override
        public void require(BrowserSession session) {
            if (isTooOld(session)) {
                throw AccessRefused.loginTooOld(most);
            }
        }

        @Override
        public void show(BrowserSession session, String token, String address) {
            if (token.isBlank()) {
                throw Rejection.invalid("token", "is missing");
            }
            if (!owner.matches(token.strip())) {
                Duration wait = guesses.wrong(address);
                throw wait.isZero()
                        ? Rejection.invalid("token", "is not the owner token")
                        : new TooManyRequests(LoginPage.wrongAgain(wait), wait);
            }
            sessions.shown(session);
        }
    }

    /** A secret word that logs in one browser, once, within ten minutes. Only the hash of the word is kept. */
    public static final class LoginLink {
        private static final Duration VALID = Duration.ofMinutes(10);
        private static final int BYTES = 32;

        /** The results of using a word. */
        enum Answer {
            VALID,
            USED,
            LATE,
            UNKNOWN
        }

        private final InstantSource clock;
        private byte[] hash = {};
        private Instant end = Instant.MIN;
        private boolean used;

        LoginLink(InstantSource clock) {
            this.clock = clock;
        }

        /** Returns the path of a new link, which replaces the previous link. The path cannot be read again. */
        public synchronized String issue() {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String word = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            hash = Sha256.of(word);
            end = clock.instant().plus(VALID);
            used = false;
            return "/login/" + word;
        }

        /** Uses up the word if the word is valid. */
        synchronized Answer use(String word) {
            if (!MessageDigest.isEqual(hash, Sha256.of(word))) {
                return Answer.UNKNOWN;
            }
            if (used) {
                return Answer.USED;
            }
            if (!clock.instant().isBefore(end)) {
                return Answer.LATE;
            }
            used = true;
            return Answer.VALID;
        }
    }
}
