package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time that is logged in a connected service, as far as it is kept in step. Every method is one remote request at
 * most besides those that identify the user, unless it says otherwise; none retries, and none throws for what the
 * remote or the network did: the {@link RemoteAnswer} says it.
 */
public interface RemoteTime {

    /** The time from one moment up to before another. */
    record Window(Instant from, Instant to) {}

    /**
     * The age up to which entries are compared.
     *
     * @param near the reach of each poll
     * @param wide the reach of some polls
     * @param every the time between those
     */
    record Reach(Duration near, Duration wide, Duration every) {
        /** The default. */
        public static final String USUAL = "35d,400d/7d";

        private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,3})d,([1-9]\\d{0,3})d/([1-9]\\d{0,2})d");

        /**
         * Parses the form that people write: {@code 35d,400d/7d}.
         *
         * @throws IllegalArgumentException if the text has another form, or the near one reaches farther than the wide
         *     one
         */
        public static Reach of(String text) {
            Matcher written = WRITTEN.matcher(text.strip());
            if (!written.matches()) {
                throw new IllegalArgumentException("not the days of two windows, such as " + USUAL + ": " + text);
            }
            Reach reach = new Reach(days(written, 1), days(written, 2), days(written, 3));
            if (reach.near().compareTo(reach.wide()) > 0) {
                throw new IllegalArgumentException("the near window is wider than the wide one: " + text);
            }
            return reach;
        }

        private static Duration days(Matcher written, int group) {
            return Duration.ofDays(Long.parseLong(written.group(group)));
        }
    }

    /**
     * A person of the account.
     *
     * @param user the id in the service
     * @param address the e-mail address that identifies the person; null if it is not known
     */
    record Member(String user, @Nullable String address, String name) {}

    /**
     * A time entry that cannot be read, and why.
     *
     * @param id the entry's id; null if that cannot be read either
     */
    record UnreadableEntry(@Nullable String id, String reason) {}

    /** The rows of a page. */
    record Rows(List<RemoteEntry> entries, List<UnreadableEntry> unread) {
        public Rows {
            entries = List.copyOf(entries);
            unread = List.copyOf(unread);
        }
    }

    /** Returns the people whose time is kept in step besides the account's user, who is the owner of the ledger. */
    RemoteAnswer<List<Member>> others();

    /** Returns the fields of an entry that the service holds; a running one may have fewer. */
    Set<EntryField> holds(boolean running);

    /** Returns the fields that can be changed in the service; of a running entry the others once it has stopped. */
    default Set<EntryField> changes(boolean running) {
        return holds(running);
    }

    /** Removes what the service may store in another form than it was sent, such as the space around a note. */
    default RemoteWork form(RemoteWork work) {
        return work;
    }

    /** True if an entry for a task can be changed to be for none. */
    default boolean movesAway() {
        return true;
    }

    /** True if time can be logged for a project without a task. */
    boolean holdsProjects();

    Reach reach();

    /**
     * True if {@link #find} tells a deleted entry from a hidden one: otherwise a missing one is looked for twice, a
     * while apart.
     */
    boolean deletedIsTold();

    /**
     * Returns the entries that begin within the window, running ones too, page by page. Rows just outside of it may be
     * among them. A row that cannot be read is returned as such: left out it would look deleted.
     *
     * @param cursor the next cursor of the page before, null for the first
     */
    RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor);

    /**
     * Returns the number of rows on all pages of that window, which proves that nothing was cut; empty if the service
     * does not count, and its pages cannot be cut.
     */
    RemoteAnswer<OptionalInt> count(Window window);

    /** True if the pages may lack running entries. */
    default boolean hidesRunning() {
        return false;
    }

    /** Returns the running entries, at most one for each person. One that cannot be read is returned as such. */
    RemoteAnswer<Rows> running();

    /** Finds an entry; empty if there is none with that id, or none that may be seen. */
    RemoteAnswer<Optional<RemoteEntry>> find(String id);

    /**
     * Adds an entry. Not idempotent: two calls add two. Work without an end starts the timer in the service, and stops
     * no running one: if one runs it is {@link RemoteAnswer.Refused}, for which a second request may be needed.
     *
     * @param entry the ledger's id of it, stored in the service if it has a place for it
     * @return its id; empty if the service does not return it, so that it has to be looked for
     */
    RemoteAnswer<Optional<String>> add(RemoteWork work, UUID entry);

    /**
     * Changes the entry, in as many requests as the service takes for it. An end for a running one stops the timer in
     * the service. {@link RemoteAnswer.Refused} also if the service has locked it.
     *
     * @param before the entry in the service
     * @param wanted the new entry, which differs only in what can be changed there
     */
    RemoteAnswer<RemoteAnswer.Done> change(RemoteEntry before, RemoteWork wanted);

    /** Deletes the entry; also done if it is already gone. */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteEntry entry);
}
