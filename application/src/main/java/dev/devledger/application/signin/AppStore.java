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
