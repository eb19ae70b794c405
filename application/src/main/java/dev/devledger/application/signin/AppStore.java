package dev.devledger.application.signin;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

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
}
