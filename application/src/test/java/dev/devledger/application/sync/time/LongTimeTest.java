package dev.devledger.application.sync.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A note and tags that break a limit of the ledger are cut here with a warning, and never there. */
class LongTimeTest {
    private static final String LONG = "x".repeat(12_000);
    private static final String[] MANY =
            IntStream.range(100, 200).mapToObj(each -> "tag" + each).toArray(String[]::new);

    private TimedWorld time = new TimedWorld(new World());

    private TimeEntryDetails here() {
        assertThat(time.here()).hasSize(1);
        return time.here().getFirst();
    }

    private RemoteEntryContent there() {
        assertThat(time.remote.entries).hasSize(1);
        return time.remote.entries.values().iterator().next().work();
    }

    private void edit(@Nullable String note, @Nullable SortedSet<String> tags) {
        time.edit(
                time.only(),
                Patch.<TimeEntryDetails>none()
                        .with(TimeEntryDetails.NOTE, note == null ? null : new SetTo<>(note))
                        .with(TimeEntryDetails.TAGS, tags == null ? null : new SetTo<>(tags)));
    }

    private List<ConflictBook.Entry> open() {
        return time.world.conflicts.all().stream()
                .filter(each -> each.state() == ConflictView.State.OPEN || each.state() == ConflictView.State.APPLIED)
                .toList();
    }

    @Test
    void what_is_cut_is_told_and_stays_whole_there() {
        time.worked(3, LONG, MANY);
        time.synced();
        assertThat(here().note()).hasSize(10_000).startsWith("xxx").endsWith("…");
        assertThat(here().tags()).hasSize(50);
        assertThat(time.status())
                .contains("1 time entry is not here as in")
                .contains("note has 12000 characters, and at most 10000 are allowed; it is cut here");
        assertThat(there().note()).isEqualTo(LONG);
        assertThat(there().tags()).hasSize(100);
        int events = time.world.ledger.size();
        time.synced();
        assertThat(time.world.ledger.size()).isEqualTo(events);
        assertThat(time.remote.writes).isZero();
    }

    @Test
    void what_cannot_stand_in_a_text_is_told_and_an_edit_of_it_goes_there() {
        time.worked(3, "bell\u0007");
        time.synced();
        assertThat(here().note()).isEqualTo("bell\uFFFD");
        assertThat(time.status()).contains("note has characters that no text can have");
        edit("bell", null);
        time.synced();
        assertThat(there().note()).isEqualTo("bell");
        assertThat(open()).isEmpty();
        assertThat(time.status()).isEqualTo("null");
    }

    @Test
    void what_stands_for_a_tag_or_a_line_is_not_written_over_it() {
        time.worked(3, "bell\u0007\nold", "x\u0007", "y\u0007");
        time.synced();
        edit("bell\uFFFD\nnew", new TreeSet<>(List.of("more", "y\uFFFD")));
        time.synced();
        assertThat(there().note()).isEqualTo("bell\u0007\nnew");
        assertThat(there().tags()).containsExactly("more", "y\u0007");
        assertThat(here().note()).isEqualTo("bell\uFFFD\nnew");
        assertThat(here().tags()).containsExactly("more", "y\uFFFD");
        assertThat(time.status()).contains("note has characters that no text can have");
        int events = time.world.ledger.size();
        time.synced();
        assertThat(time.world.ledger.size()).isEqualTo(events);
    }

    @Test
    void what_is_short_again_there_is_warned_of_no_more() {
        String id = time.worked(3, LONG);
        time.synced();
        time.remote.change(id, there().noted("short"));
        time.synced();
        assertThat(here().note()).isEqualTo("short");
        assertThat(time.status()).isEqualTo("null");
    }

    @Test
    void another_edit_goes_there_without_it() {
        time.worked(3, LONG, MANY);
        time.synced();
        time.edit(
                time.only(),
                TimeEntryDetails.stopping(Objects.requireNonNull(here().end()).plusSeconds(60), null));
        time.synced();
        assertThat(there().end()).isEqualTo(here().end());
        assertThat(there().note()).isEqualTo(LONG);
        assertThat(there().tags()).hasSize(100);
        assertThat(time.status()).contains("note has 12000");
    }

    @Test
    void where_it_is_added_again_it_is_whole() {
        time.worked(3, LONG, MANY);
        time.synced();
        time.remote.entries.clear();
        time.edit(
                time.only(),
                TimeEntryDetails.stopping(Objects.requireNonNull(here().end()).plusSeconds(60), null));
        time.synced();
        assertThat(there().note()).isEqualTo(LONG);
        assertThat(there().tags()).hasSize(100);
        assertThat(here().note()).hasSize(10_000);
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void an_edit_of_what_is_cut_waits_for_a_person_whatever_the_policy(ConflictPolicy policy) {
        time = new TimedWorld(new World(policy));
        time.worked(3, LONG, MANY);
        time.synced();
        edit("mine", new TreeSet<>(List.of("mine")));
        time.synced();
        time.world.untilQuiet();
        assertThat(there().note()).isEqualTo(LONG);
        assertThat(there().tags()).hasSize(100);
        assertThat(here().note()).isEqualTo("mine");
        assertThat(open())
                .singleElement()
                .satisfies(each -> assertThat(each.dispute().waits()).isTrue());
        int events = time.world.ledger.size();
        time.synced();
        assertThat(time.world.ledger.size()).isEqualTo(events);
    }

    /** One question has one answer: nothing of it is settled before. */
    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void what_collides_beside_what_is_cut_waits_with_it(ConflictPolicy policy) {
        time = new TimedWorld(new World(policy));
        String id = time.worked(3, LONG);
        time.synced();
        RemoteEntryContent was = there();
        Instant end = Objects.requireNonNull(was.end());
        time.remote.change(
                id,
                new RemoteEntryContent(
                        was.user(),
                        was.task(),
                        was.project(),
                        was.start(),
                        end.plusSeconds(60),
                        was.zone(),
                        was.note(),
                        was.tags(),
                        was.billable(),
                        was.billed()));
        edit("mine", null);
        time.edit(time.only(), TimeEntryDetails.stopping(end.plusSeconds(120), null));
        time.synced();
        assertThat(there().end()).isEqualTo(end.plusSeconds(60));
        assertThat(here().end()).isEqualTo(end.plusSeconds(120));
        assertThat(open())
                .singleElement()
                .satisfies(each -> assertThat(each.dispute().waits()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, REMOTE", "REMOTE, LEDGER", "LOCAL, HOLD", "REMOTE, HOLD", "LOCAL, LEDGER", "REMOTE, REMOTE"})
    void who_is_asked_says_which_side_counts(Choice choice, ConflictPolicy policy) {
        time = new TimedWorld(new World(policy));
        time.worked(3, LONG, MANY);
        time.synced();
        edit("mine", new TreeSet<>(List.of("mine")));
        time.synced();
        time.world.resolve(open().getFirst(), choice, null);
        time.synced();
        boolean mine = choice == Choice.LOCAL;
        assertThat(there().note()).isEqualTo(mine ? "mine" : LONG);
        assertThat(there().tags()).hasSize(mine ? 1 : 100);
        assertThat(here().note()).hasSize(mine ? 4 : 10_000);
        assertThat(here().tags()).hasSize(mine ? 1 : 50);
        assertThat(open()).isEmpty();
        assertThat(time.status().contains("is not here as in")).isEqualTo(!mine);
    }

    @Test
    void who_takes_the_edit_back_is_asked_no_more() {
        time.worked(3, LONG);
        time.synced();
        String cut = here().note();
        edit("mine", null);
        time.synced();
        edit(cut, null);
        time.synced();
        assertThat(open()).isEmpty();
        assertThat(there().note()).isEqualTo(LONG);
    }
}
