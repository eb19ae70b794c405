package dev.devledger.application.signin;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.OAuthApps.AppStore.AppView;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers programs, lets them in, and withdraws their grants. */
public final class OAuthApps {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthApps.class);

    /** The most programs that may wait to be let in: anyone can register a program. */
    static final int MOST_WAITING = 100;

    /** The time that a registered program may wait to be let in. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    /** The least time between two recorded uses. */
    private static final Duration USES = Duration.ofMinutes(1);

    private final AppStore store;
    private final Predicate<String> taken;
    private final InstantSource clock;

    /** @param taken true for a name that the history uses for an actor that is no app */
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

    /** Returns the program's name in the history. */
    public String actor(OAuthApp app) {
        OAuthApp.Confirmed confirmed = app.confirmed();
        return confirmed == null ? free(app.name(), 1) : confirmed.actor();
    }

    private String free(String name, int from) {
        String plain = taken.test(name) && !store.isNamed(name) ? "app " + name : name;
        String candidate = from == 1 ? plain : plain + " " + from;
        return taken.test(candidate) || store.isNamed(candidate) ? free(name, from + 1) : candidate;
    }

    /** Lets the program in: from now on it may get tokens, and its changes have its own name in the history. */
    void confirm(OAuthApp app) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean named = app.isConfirmed();
        while (!named) {
            named = store.confirm(app.id(), actor(app), now); // otherwise another program has taken the name meanwhile
        }
    }

    /** Records the use. If that fails, the request still succeeds. */
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

    /** Withdraws all grants of the program, so that it has no access any more. */
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
     * The words of a program about itself when it registers.
     *
     * @param name the name; empty if it gives none
     * @param grants the ways in which it wants to get tokens; empty if it does not say
     * @param responses the kinds of answers that it wants to get with the browser; empty if it does not say
     */
    public record AppRegistration(String name, List<String> redirects, List<String> grants, List<String> responses) {
        public AppRegistration {
            redirects = List.copyOf(redirects);
            grants = List.copyOf(grants);
            responses = List.copyOf(responses);
        }
    }

    /** The refusal of a registration; the message says why. */
    public static final class RegistrationRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** The reasons that OAuth defines (RFC 7591, section 3.2.2), and one for too many programs. */
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

        /** Returns a refusal of metadata that cannot be read. */
        public static RegistrationRefused unreadable(String words) {
            return new RegistrationRefused(Reason.INVALID_CLIENT_METADATA, words);
        }

        public Reason reason() {
            return reason;
        }

        /** Returns the message, which is never null in this type. */
        public String words() {
            return String.valueOf(getMessage());
        }
    }

    /** The rules of a registration. */
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

        /** Requires that the given abilities, if the program lists any, include the one for the code flow. */
        private static void requireAmong(List<String> given, String what, String needed) {
            if (!given.isEmpty() && !given.contains(needed)) {
                throw new RegistrationRefused(
                        Reason.INVALID_CLIENT_METADATA,
                        what + " must have " + needed + ": there is no other way here.");
            }
        }

        /**
         * Returns a valid name from the given one, such as {@code Claude Code (devledger)}: one line, without forbidden
         * characters, and not too long.
         */
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

    /** The store of registered programs. */
    public interface AppStore {

        /**
         * Stores a new program. Drops the programs that registered before {@code stale} and were never let in. If
         * {@code most} programs wait to be let in, drops the longest waiting ones that have no open request to the owner.
         *
         * @return false if all waiting programs have an open request, so that the new one was not stored
         */
        boolean add(OAuthApp app, int most, Instant stale);

        Optional<OAuthApp> find(UUID id);

        /** Returns the programs that were let in, the newest first, with their present scopes. */
        Page<AppView> list(PageRequest page);

        /**
         * Lets a program in under that name, unless it was let in before.
         *
         * @return false if another actor has the name, in any letter case; nothing is changed then
         */
        boolean confirm(UUID id, String actor, Instant at);

        /** True if an app has that name, in any letter case. */
        boolean isNamed(String actor);

        /** Removes a program, with all its grants. */
        Optional<AppView> remove(UUID id);

        /** Records that one of the program's secrets was used twice, which has ended its grant. */
        void reused(UUID id, Instant at);

        /** Records a use, unless the use before is less than a minute ago. */
        void used(UUID id, Instant at);

        /**
         * A program that was let in, as it is shown.
         *
         * @param scopes the program's present scopes; empty if all its grants have ended
         * @param redirects the addresses to which it may have the browser sent back
         * @param reusedAt the last time when one of its secrets was used twice, which ended its grant
         */
        record AppView(
                UUID id,
                String name,
                String actor,
                List<String> scopes,
                List<String> redirects,
                Instant registeredAt,
                Instant confirmedAt,
                @Nullable Instant lastUsedAt,
                @Nullable Instant reusedAt) {}

        /**
         * A program that has registered. Only its own words say who it is.
         *
         * @param redirects the addresses to which a browser may be sent back
         * @param confirmed null until the owner lets the program in for the first time
         */
        record OAuthApp(
                UUID id,
                String name,
                List<String> redirects,
                Instant registeredAt,
                @Nullable Confirmed confirmed) {
            public OAuthApp {
                redirects = List.copyOf(redirects);
            }

            /**
             * The owner's first consent to a program.
             *
             * @param actor the program's name in the history, which no other app and no token has
             */
            public record Confirmed(
                    String actor, Instant at, @Nullable Instant lastUsedAt) {}

            public boolean isConfirmed() {
                return confirmed != null;
            }
        }
    }
}
