package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.time.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The time that the account's own user has logged in a connected service. Every method is one remote request at most
 * besides those that tell who the user is, unless it says otherwise; none retries, and none throws for what the remote or
 * the network did: the {@link RemoteAnswer} says it.
 */
public interface RemoteTime {

    /** From the one moment up to before the other. */
    record Window(Instant from, Instant to) {}

    /**
     * How far back entries are compared.
     *
     * @param near at each poll
     * @param wide at times
     * @param every how often that is
     */
    record Reach(Duration near, Duration wide, Duration every) {}

    /** What of an entry is kept there; of one that runs it may be less. */
    Set<EntryField> holds(boolean running);

    /** Whether time there can be for a project and none of its tasks. */
    boolean holdsProjects();

    Reach reach();

    /**
     * Whether {@link #find} tells an entry that was deleted from one that it only does not show: otherwise one that is
     * missing is looked for twice, a while apart.
     */
    boolean deletedIsTold();

    /**
     * Every entry that begins within the window, the one that runs too, page by page. Rows just outside of it may be among
     * them. A page in which one row cannot be read is {@link RemoteAnswer.Unknown}: left out it would look deleted.
     *
     * @param cursor what the page before said of the next one, null for the first
     */
    RemoteAnswer<RemotePage<List<RemoteEntry>>> page(Window window, @Nullable String cursor);

    /**
     * How many rows all pages of that window have together, which proves that nothing was cut; empty where the service
     * does not count, and its pages cannot be cut.
     */
    RemoteAnswer<OptionalInt> count(Window window);

    /** Whether the pages may lack the one that runs. */
    default boolean hidesRunning() {
        return false;
    }

    /** The one that runs; empty where none does. */
    RemoteAnswer<Optional<RemoteEntry>> running();

    /** Empty where there is none with that id, or none that may be seen. */
    RemoteAnswer<Optional<RemoteEntry>> find(String id);

    /**
     * Not idempotent: asked twice it makes two. Work without an end starts the timer there, and stops none that runs:
     * where one does it is {@link RemoteAnswer.Refused}, for which a second request may be needed.
     *
     * @param entry the ledger's id of it, kept there where there is a place for it
     * @return its id; empty where the service does not say it, so that it has to be looked for
     */
    RemoteAnswer<Optional<String>> add(RemoteWork work, UUID entry);

    /**
     * Makes of it what is wanted, in as many requests as the service takes for it. An end for one that runs stops the timer
     * there. {@link RemoteAnswer.Refused} also where the service has locked it.
     *
     * @param before as it is there
     */
    RemoteAnswer<RemoteAnswer.Done> change(RemoteEntry before, RemoteWork wanted);

    /** Also done where it is gone already. */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteEntry entry);
}
