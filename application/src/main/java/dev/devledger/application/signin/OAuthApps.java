package dev.devledger.application.signin;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.signin.RegistrationRefused.Reason;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
}
