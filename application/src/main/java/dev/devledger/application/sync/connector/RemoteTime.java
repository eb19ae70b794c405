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
 * The time that people have logged in a connected service, as far as it is kept in step. Every method is one remote request at most
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
    record Reach(Duration near, Duration wide, Duration every) {
        /** What nobody has set otherwise. */
        public static final String USUAL = "35d,400d/7d";

        private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,3})d,([1-9]\\d{0,3})d/([1-9]\\d{0,2})d");

        /**
         * As people write it: {@code 35d,400d/7d}.
         *
         * @throws IllegalArgumentException where it is no such text, or the near one reaches farther than the wide one
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
     * Someone of the account.
     *
     * @param user the id there
     * @param address the e-mail address by which people are met; null where it is not known
     */
    record Member(String user, @Nullable String address, String name) {}

    /**
     * A time entry that cannot be read, and why.
     *
     * @param id null where that cannot be read either
     */
    record Unread(@Nullable String id, String reason) {}

    /** What a page shows. */
    record Rows(List<RemoteEntry> entries, List<Unread> unread) {
        public Rows {
            entries = List.copyOf(entries);
            unread = List.copyOf(unread);
        }
    }

    /** Whose time is kept in step besides that of the person whose account it is, who is the owner of the ledger. */
    RemoteAnswer<List<Member>> others();

    /** What of an entry is kept there; of one that runs it may be less. */
    Set<EntryField> holds(boolean running);

    /** What of that can be changed there; of one that runs the rest can be once it has stopped. */
    default Set<EntryField> changes(boolean running) {
        return holds(running);
    }

    /** Without what the service may write in another way than it was sent, such as the space around a note. */
    default RemoteWork form(RemoteWork work) {
        return work;
    }

    /** Whether what is for a task can be made to be for none. */
    default boolean movesAway() {
        return true;
    }

    /** Whether time there can be for a project and none of its tasks. */
    boolean holdsProjects();

    Reach reach();

    /**
     * Whether {@link #find} tells an entry that was deleted from one that it only does not show: otherwise one that is
     * missing is looked for twice, a while apart.
     */
    boolean deletedIsTold();

    /**
     * Every entry that begins within the window, those that run too, page by page. Rows just outside of it may be among
     * them. A row that cannot be read is told as that: left out it would look deleted.
     *
     * @param cursor what the page before said of the next one, null for the first
     */
    RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor);

    /**
     * How many rows all pages of that window have together, which proves that nothing was cut; empty where the service
     * does not count, and its pages cannot be cut.
     */
    RemoteAnswer<OptionalInt> count(Window window);

    /** Whether the pages may lack those that run. */
    default boolean hidesRunning() {
        return false;
    }

    /** Those that run, of each person one at most. One that cannot be read is told as that. */
    RemoteAnswer<Rows> running();

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
     * @param wanted differs from it in what can be changed there alone
     */
    RemoteAnswer<RemoteAnswer.Done> change(RemoteEntry before, RemoteWork wanted);

    /** Also done where it is gone already. */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteEntry entry);
}
