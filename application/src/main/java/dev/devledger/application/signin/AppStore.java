package dev.devledger.application.signin;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where programs that have registered are kept. */
public interface AppStore {

    /**
     * Stores a new one, and drops those that registered before that moment and were never let in. Where so many wait that
     * there is no place, those go that wait longest and that nobody is asked about.
     *
     * @return false where somebody is asked about each of them
     */
    boolean add(OAuthApp app, int most, Instant stale);

    Optional<OAuthApp> find(UUID id);

    /** Those that were let in, the newest first, with what they may do now. */
    Page<AppView> list(PageRequest page);

    /**
     * Lets it in under that name, where it was not before.
     *
     * @return false where another one has the name, in whatever case, so that nothing was done
     */
    boolean confirm(UUID id, String actor, Instant at);

    /** Whether an app has that name, in whatever case. */
    boolean isNamed(String actor);

    /** It is gone, with all that it was given. */
    Optional<AppView> remove(UUID id);

    /** A secret of it came again, so that what it was given has ended. */
    void reused(UUID id, Instant at);

    /** Written only where the use before is a minute ago. */
    void used(UUID id, Instant at);

    /**
     * A program that was let in, as it is shown.
     *
     * @param scopes what it may do now; none where all that it was given has ended
     * @param redirects where it has the browser sent back to
     * @param reusedAt when one of its secrets came again, so that what it was given then ended
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
     * A program that has registered. It is known by nothing but what it says of itself.
     *
     * @param redirects where a browser may be sent back to
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
         * That the owner has let it in.
         *
         * @param actor as the history names it; of no other app and no token
         */
        public record Confirmed(
                String actor, Instant at, @Nullable Instant lastUsedAt) {}

        public boolean isConfirmed() {
            return confirmed != null;
        }
    }
}
