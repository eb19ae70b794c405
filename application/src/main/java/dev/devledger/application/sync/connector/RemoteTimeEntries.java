package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
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
 * The time that is logged in a connected service, as far as it is synced. Every method is one remote request at most,
 * apart from requests that identify the user, unless it says otherwise; none retries, and none throws because of the
 * remote or the network: the {@link RemoteAnswer} tells the outcome.
 */
public interface RemoteTimeEntries {

    /** A span of time: from {@code from} to before {@code to}. */
    record Window(Instant from, Instant to) {}

    /**
     * The age up to which time entries are compared.
     *
     * @param near the age that each poll reaches
     * @param wide the age that some polls reach
     * @param every the time between these wide polls
     */
    record Reach(Duration near, Duration wide, Duration every) {
        /** The default. */
        public static final String USUAL = "35d,400d/7d";

        private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,3})d,([1-9]\\d{0,3})d/([1-9]\\d{0,2})d");

        /**
         * Parses the form that people write: {@code 35d,400d/7d}.
         *
         * @throws IllegalArgumentException if the text has another form, or if {@code near} is longer than {@code wide}
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

    /** Returns the people whose time is synced besides the account's user, who is the owner of the ledger. */
    RemoteAnswer<List<Member>> others();

    /** Returns the fields of an entry that the service holds; a running entry may have fewer. */
    Set<EntryField> holds(boolean running);

    /**
     * Returns the fields that can be changed in the service; other fields of a running entry only after it has stopped.
     */
    default Set<EntryField> changes(boolean running) {
        return holds(running);
    }

    /** Returns the work in the form in which the service may store it, for example without the space around a note. */
    default RemoteEntryContent form(RemoteEntryContent work) {
        return work;
    }

    /** True if an entry for a task can be changed to an entry without a task. */
    default boolean movesAway() {
        return true;
    }

    /** True if time can be logged for a project without a task. */
    boolean holdsProjects();

    Reach reach();

    /**
     * True if {@link #find} tells a deleted entry from a hidden one. Otherwise a missing entry is looked for twice, a
     * while apart.
     */
    boolean reportsDeletion();

    /**
     * Returns the entries that begin within the window, including running ones, page by page. May include rows just
     * outside of the window. A row that cannot be read is returned as unreadable: if it were left out, it would look
     * deleted.
     *
     * @param cursor the next cursor of the page before, null for the first
     */
    RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor);

    /**
     * Returns the number of rows on all pages of that window, which proves that no row is missing; empty if the service
     * does not count because its pages are always complete.
     */
    RemoteAnswer<OptionalInt> count(Window window);

    /** True if the pages may leave out running entries. */
    default boolean hidesRunning() {
        return false;
    }

    /**
     * Returns the running entries, at most one for each person. An entry that cannot be read is returned as unreadable.
     */
    RemoteAnswer<Rows> running();

    /** Finds an entry; empty if none with that id exists, or none that the account may see. */
    RemoteAnswer<Optional<RemoteEntry>> find(String id);

    /**
     * Adds an entry. Not idempotent: two calls add two. Work without an end starts the timer in the service. It never
     * stops a running timer: if one runs, the answer is {@link RemoteAnswer.Refused}, which may take a second request
     * to find out.
     *
     * @param entry the ledger's id of the entry, which is stored in the service if it has a place for it
     * @return the new entry's id; empty if the service does not return it, so that the entry has to be looked for
     */
    RemoteAnswer<Optional<String>> add(RemoteEntryContent work, UUID entry);

    /**
     * Changes the entry, in as many requests as that takes. An end for a running entry stops the timer in the service.
     * {@link RemoteAnswer.Refused} also if the service has locked the entry.
     *
     * @param before the entry in the service
     * @param wanted the new entry, which differs only in fields that can be changed in the service
     */
    RemoteAnswer<RemoteAnswer.Done> change(RemoteEntry before, RemoteEntryContent wanted);

    /** Deletes the entry; also succeeds if the entry is already gone. */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteEntry entry);
}
