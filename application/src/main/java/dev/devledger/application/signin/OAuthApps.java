package dev.devledger.application.signin;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.AppStore.AppView;
import dev.devledger.application.signin.AppStore.OAuthApp;
import dev.devledger.application.signin.OAuthApps.RegistrationRefused.Reason;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers programs, lets them in, and withdraws what they were given. */
public final class OAuthApps {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthApps.class);

    /** Anybody can register, so there are never more than so many that nobody has let in. */
    static final int MOST_WAITING = 100;

    /** How long a program that registered may take until somebody lets it in. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    /** How seldom its use is written down. */
    private static final Duration USES = Duration.ofMinutes(1);

    private final AppStore store;
    private final Predicate<String> taken;
    private final InstantSource clock;

    /** @param taken whether a name in the history is somebody else's than an app's */
    public OAuthApps(AppStore store, Predicate<String> taken, InstantSource clock) {
        this.store = store;
        this.taken = taken;
        this.clock = clock;
    }

    public OAuthApp register(AppRegistration wish) {
        RegistrationRules.require(wish);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        OAuthApp app =
                new OAuthApp(UUID.randomUUID(), RegistrationRules.name(wish.name()), wish.redirects(), now, null);
        if (!store.add(app, MOST_WAITING, now.minus(PATIENCE))) {
            throw new RegistrationRefused(
                    Reason.TOO_MANY, "Too many programs wait for somebody to let them in. Try again in ten minutes.");
        }
        return app;
    }

    public Optional<OAuthApp> find(String id) {
        return known(id).flatMap(store::find);
    }

    /** The name that the history will have for it. */
    public String actor(OAuthApp app) {
        OAuthApp.Confirmed confirmed = app.confirmed();
        return confirmed == null ? free(app.name(), 1) : confirmed.actor();
    }

    private String free(String name, int from) {
        String plain = taken.test(name) && !store.isNamed(name) ? "app " + name : name;
        String candidate = from == 1 ? plain : plain + " " + from;
        return taken.test(candidate) || store.isNamed(candidate) ? free(name, from + 1) : candidate;
    }

    /** From now on it may have tokens; each of its changes has its own name in the history. */
    void confirm(OAuthApp app) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean named = app.isConfirmed();
        while (!named) {
            named = store.confirm(app.id(), actor(app), now); // else somebody else has taken the name meanwhile
        }
    }

    /** A request is not refused because this could not be written. */
    public void noteUse(OAuthApp app) {
        Instant now = clock.instant();
        OAuthApp.Confirmed known = app.confirmed();
        if (known == null
                || (known.lastUsedAt() != null
                        && now.isBefore(known.lastUsedAt().plus(USES)))) {
            return;
        }
        try {
            store.used(app.id(), now);
        } catch (RuntimeException unwritten) {
            LOG.debug("The use of an app could not be written down", unwritten);
        }
    }

    void reused(OAuthApp app) {
        store.reused(app.id(), clock.instant());
    }

    public Page<AppView> list(PageRequest page) {
        return store.list(page);
    }

    /** Nothing that it was given opens anything any more. */
    public AppView withdraw(String id) {
        return known(id).flatMap(store::remove).orElseThrow(() -> unknown(id));
    }

    private static Optional<UUID> known(String id) {
        try {
            return Optional.of(UUID.fromString(id))
                    .filter(read -> read.toString().equals(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Rejection unknown(String id) {
        String shown = id.length() > 60 ? id.substring(0, 60) + "…" : id;
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no app \"" + shown.replaceAll("\\p{Cntrl}", "?")
                        + "\" that was let in. GET /api/oauth-clients lists them.");
    }

    /**
     * What a program says of itself when it registers.
     *
     * @param name empty where it says none
     * @param grants how it wants to come by tokens; empty where it does not say
     * @param responses what it wants to be sent back with; empty where it does not say
     */
    public record AppRegistration(String name, List<String> redirects, List<String> grants, List<String> responses) {
        public AppRegistration {
            redirects = List.copyOf(redirects);
            grants = List.copyOf(grants);
            responses = List.copyOf(responses);
        }
    }

    /** A program cannot register so; the message says why. */
    public static final class RegistrationRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** As OAuth has them (RFC 7591, section 3.2.2), and one for a door that is too full. */
        public enum Reason {
            INVALID_REDIRECT_URI,
            INVALID_CLIENT_METADATA,
            TOO_MANY
        }

        private final Reason reason;

        RegistrationRefused(Reason reason, String words) {
            super(words, null, false, false);
            this.reason = reason;
        }

        /** What it says of itself cannot be read. */
        public static RegistrationRefused unreadable(String words) {
            return new RegistrationRefused(Reason.INVALID_CLIENT_METADATA, words);
        }

        public Reason reason() {
            return reason;
        }

        /** The message, which is never null here. */
        public String words() {
            return String.valueOf(getMessage());
        }
    }

    /** What a registration can be like. */
    static final class RegistrationRules {
        private static final int MOST_REDIRECTS = 10;
        private static final int LONGEST_NAME = 60;

        private RegistrationRules() {}

        static void require(AppRegistration wish) {
            List<String> redirects = wish.redirects();
            if (redirects.isEmpty() || redirects.size() > MOST_REDIRECTS) {
                throw new RegistrationRefused(
                        Reason.INVALID_REDIRECT_URI, "redirect_uris must have 1 to " + MOST_REDIRECTS + " addresses.");
            }
            redirects.forEach(each -> RedirectRule.wrong(each).ifPresent(what -> {
                throw new RegistrationRefused(Reason.INVALID_REDIRECT_URI, "Each of redirect_uris " + what + ".");
            }));
            requireAmong(wish.grants(), "grant_types", "authorization_code");
            requireAmong(wish.responses(), "response_types", "code");
        }

        /** Whatever else it could do, it comes by a code here. */
        private static void requireAmong(List<String> given, String what, String needed) {
            if (!given.isEmpty() && !given.contains(needed)) {
                throw new RegistrationRefused(
                        Reason.INVALID_CLIENT_METADATA,
                        what + " must have " + needed + ": there is no other way here.");
            }
        }

        /** Such as {@code Claude Code (devledger)}: one line, of what a name can have, that ends somewhere. */
        static String name(String given) {
            String plain = given.replaceAll("[^\\p{L}\\p{M}\\p{N} ._@+()-]+", " ")
                    .replaceAll(" +", " ")
                    .strip();
            String begun = plain.replaceFirst("^[^\\p{L}\\p{N}]+", "");
            String cut = begun.substring(
                    0, begun.offsetByCodePoints(0, Math.min(LONGEST_NAME, begun.codePointCount(0, begun.length()))));
            return cut.isBlank() ? "unnamed app" : cut.strip();
        }
    }
}
