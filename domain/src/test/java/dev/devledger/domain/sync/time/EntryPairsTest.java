package dev.devledger.domain.sync.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.time.EntryPairs.Candidate;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryPairsTest {
    private static final UUID ENTRY = new UUID(3, 1);
    private static final UUID OTHER = new UUID(3, 2);
    private static final Instant START = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant END = START.plusSeconds(600);

    private static RemoteEntryContent work(@Nullable String task, Instant start, @Nullable Instant end, String note) {
        return new RemoteEntryContent(task, null, start, end, ZoneOffset.UTC, note, new TreeSet<>(), false, false);
    }

    private static RemoteEntry remote(String id, RemoteEntryContent work) {
        return new RemoteEntry(id, work, null);
    }

    private static boolean isOne(Candidate here, RemoteEntry there) {
        return EntryPairs.of(List.of(here), List.of(there)).containsKey(here.entry());
    }

    @Test
    void what_is_of_the_same_time_and_not_of_different_tasks_is_the_same() {
        Candidate here = new Candidate(ENTRY, work("a", START, END, "mine"));
        assertThat(isOne(here, remote("1", work("a", START, END, "theirs")))).isTrue();
        assertThat(isOne(here, remote("1", work(null, START, END, "")))).isTrue();
        assertThat(isOne(here, remote("1", work("b", START, END, "mine")))).isFalse();
        assertThat(isOne(here, remote("1", work("a", START, END.plusSeconds(1), "mine"))))
                .isFalse();
    }

    @Test
    void what_two_people_logged_of_the_same_time_is_not_the_same() {
        Candidate mine = new Candidate(ENTRY, work("a", START, END, "mine"));
        Candidate sent = new Candidate(ENTRY, work("a", START, END, "mine"), true, null);
        Candidate timer = new Candidate(ENTRY, work("a", START, null, "mine"), true, START);
        RemoteEntry theirs = remote("1", of("u2", work("a", START, END, "mine")));
        assertThat(isOne(mine, theirs)).isFalse();
        assertThat(isOne(sent, theirs)).isFalse();
        assertThat(isOne(timer, theirs)).isFalse();
        assertThat(isOne(new Candidate(ENTRY, theirs.work()), theirs)).isTrue();
        assertThat(isOne(mine, new RemoteEntry("1", theirs.work(), ENTRY))).isTrue();
    }

    private static RemoteEntryContent of(String user, RemoteEntryContent work) {
        return new RemoteEntryContent(
                user,
                work.task(),
                null,
                work.start(),
                work.end(),
                work.zone(),
                work.note(),
                work.tags(),
                work.billable(),
                work.billed());
    }

    @Test
    void the_service_may_show_which_one_it_is() {
        Candidate here = new Candidate(ENTRY, work("a", START, END, "mine"));
        RemoteEntry named = new RemoteEntry("1", work("b", END, null, ""), ENTRY);
        assertThat(isOne(here, named)).isTrue();
        assertThat(isOne(here, new RemoteEntry("1", work("a", START, END, "mine"), OTHER)))
                .isFalse();
    }

    @Test
    void what_was_sent_and_changed_there_before_it_was_found_is_still_the_same() {
        Candidate sent = new Candidate(ENTRY, work("a", START, END, "mine"), true, null);
        assertThat(isOne(sent, remote("1", work("a", START, END.plusSeconds(60), "mine"))))
                .isTrue();
        assertThat(isOne(sent, remote("1", work("b", START, END, "mine")))).isTrue();
        assertThat(isOne(sent, remote("1", work("a", START.plusSeconds(60), END, "mine"))))
                .isTrue();
        assertThat(isOne(sent, remote("1", work("a", START.plusSeconds(60), END, "theirs"))))
                .isFalse();
    }

    @Test
    void a_timer_begins_when_the_service_says() {
        Candidate sent = new Candidate(ENTRY, work("a", START, null, "mine"), true, START.plusSeconds(120));
        assertThat(isOne(sent, remote("1", work("a", START.plusSeconds(125), null, "mine"))))
                .isTrue();
        assertThat(isOne(sent, remote("1", work("a", START.plusSeconds(125), END, ""))))
                .isTrue();
        assertThat(isOne(sent, remote("1", work("b", START.plusSeconds(125), null, "mine"))))
                .isFalse();
        assertThat(isOne(sent, remote("1", work("a", START.minusSeconds(9_000), END, "theirs"))))
                .isFalse();
        assertThat(isOne(sent, remote("1", work("a", START.minusSeconds(9_000), null, ""))))
                .isTrue();
    }

    @Test
    void each_is_one_at_most() {
        Candidate one = new Candidate(ENTRY, work("a", START, END, "mine"));
        Candidate sent = new Candidate(OTHER, work("a", START, END, "mine"), true, null);
        assertThat(EntryPairs.of(List.of(one, sent), List.of(remote("1", work("a", START, END, "")))))
                .hasSize(1);
    }
}
