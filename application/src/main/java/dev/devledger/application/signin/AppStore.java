package dev.devledger.application.signin;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of registered programs. */
public interface AppStore {

    /**
     * Stores a new program, and drops those that registered before that moment and were never let in. If so many wait
     * that there is no place, those go that wait longest and have no open request to the owner.
     *
     * @return false if each of them has an open request
     */
    boolean add(OAuthApp app, int most, Instant stale);

    Optional<OAuthApp> find(UUID id);

    /** Returns the programs that were let in, the newest first, with their present scopes. */
    Page<AppView> list(PageRequest page);

    /**
     * Lets a program in under that name, unless it was let in before.
     *
     * @return false if another one has the name, in whatever case, so that nothing was done
     */
    boolean confirm(UUID id, String actor, Instant at);

    /** True if an app has that name, in whatever case. */
    boolean isNamed(String actor);

    /** Removes a program, with all its grants. */
    Optional<AppView> remove(UUID id);

    /** Records that a secret of it came again, so that its grant has ended. */
    void reused(UUID id, Instant at);

    /** Records a use, unless the use before is less than a minute ago. */
    void used(UUID id, Instant at);

    /**
     * A program that was let in, as it is shown.
     *
     * @param scopes its present scopes; none if all its grants have ended
     * @param redirects the addresses to which it has the browser sent back
     * @param reusedAt the time when one of its secrets came again, so that the grant of then ended
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
     * A program that has registered. It is known by nothing but its own words.
     *
     * @param redirects the addresses to which a browser may be sent back
     * @param confirmed null until the owner has let it in for the first time
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
         * The owner's consent to it.
         *
         * @param actor its name in the history; of no other app and no token
         */
        public record Confirmed(
                String actor, Instant at, @Nullable Instant lastUsedAt) {}

        public boolean isConfirmed() {
            return confirmed != null;
        }
    }
}
