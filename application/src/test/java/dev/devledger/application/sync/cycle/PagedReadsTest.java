package dev.devledger.application.sync.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagedReadsTest {
    private static final int PAGE = 4;

    private final World world = new World();
    private final PagedReads paged = new PagedReads("TickTick", world.clock);
    private final String list = world.remote.addList("One").id();
    private final ReadTarget everywhere = new ReadTarget.AllOpenTasks();
    private RemoteReads remote = world.remote;
    /** So many requests the lease lasts. */
    private int left = Integer.MAX_VALUE;

    private final PagedReads.Requests requests = new PagedReads.Requests() {
        @Override
        public <T> RemoteAnswer<T> send(Function<RemoteReads, RemoteAnswer<T>> request) {
            if (left-- == 0) {
                throw CycleStopped.leaseLost();
            }
            return request.apply(remote);
        }
    };

    @BeforeEach
    void threePages() {
        for (int i = 0; i < 10; i++) {
            open("Open " + i);
            done("Done " + i);
        }
        world.remote.pages(PAGE);
        world.remote.calls();
    }

    private Card open(String title) {
        return world.remote.add(list, CanonicalContent.list(title));
    }

    private void done(String title) {
        Card card = world.remote.add(list, CanonicalContent.list(title).withStatus(RemoteStatus.COMPLETED));
        card.finishedAt = world.clock.instant();
    }

    private RemoteAnswer<Optional<Listing>> read(ReadTarget what) {
        return paged.read(what, requests);
    }

    private List<String> titles(ReadTarget what) {
        RemoteAnswer<Optional<Listing>> answer = read(what);
        assertThat(answer).isInstanceOf(RemoteAnswer.Ok.class);
        return ((RemoteAnswer.Ok<Optional<Listing>>) answer)
                .value().orElseThrow().tasks().stream()
                        .map(task -> task.content().title())
                        .toList();
    }

    private int calls() {
        return world.remote.calls().size();
    }

    private void cutAfterAPage(Call call, ReadTarget what) {
        world.remote.next(call, Fault.NONE, Fault.RATE_LIMITED);
        assertThat(read(what)).isInstanceOf(RemoteAnswer.NotSent.class);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void what_the_budget_ends_goes_on_where_it_was() {
        List<String> whole = titles(everywhere);
        assertThat(calls()).isEqualTo(3);
        cutAfterAPage(Call.FIND_ANYWHERE, everywhere);
        world.clock.forward(Duration.ofMinutes(2));
        assertThat(titles(everywhere)).isEqualTo(whole).hasSize(10);
        assertThat(calls()).as("the two that were left").isEqualTo(2);
        assertThat(titles(everywhere)).isEqualTo(whole);
        assertThat(calls()).as("what is whole is read anew").isEqualTo(3);
    }

    @Test
    void what_the_lease_ends_goes_on_where_it_was() {
        left = 2;
        assertThatExceptionOfType(CycleStopped.class).isThrownBy(() -> read(everywhere));
        assertThat(calls()).isEqualTo(2);
        left = Integer.MAX_VALUE;
        assertThat(titles(everywhere)).hasSize(10);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void what_is_old_is_read_anew() {
        cutAfterAPage(Call.FIND_ANYWHERE, everywhere);
        world.clock.forward(Duration.ofMinutes(3));
        assertThat(titles(everywhere)).hasSize(10);
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void what_failed_is_read_anew() {
        world.remote.next(Call.FIND_ANYWHERE, Fault.NONE, Fault.LOST_ANSWER);
        assertThat(read(everywhere)).isInstanceOf(RemoteAnswer.Unknown.class);
        calls();
        assertThat(titles(everywhere)).hasSize(10);
        assertThat(calls()).isEqualTo(3);
    }

    /** What it shows is taken for changes, and something may have been written into it since. */
    @Test
    void a_list_is_read_in_one_go() {
        cutAfterAPage(Call.OPEN_TASKS, new ReadTarget.OneList(list));
        assertThat(titles(new ReadTarget.OneList(list))).hasSize(10);
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void what_was_finished_since_the_first_page_is_read_as_well() {
        ReadTarget finished = new ReadTarget.FinishedSince(List.of(list), Instant.EPOCH);
        cutAfterAPage(Call.FINISHED_TASKS, finished);
        world.clock.forward(Duration.ofMinutes(2));
        done("New");
        world.clock.forward(Duration.ofSeconds(10));
        ReadTarget later = new ReadTarget.FinishedSince(List.of(list), Instant.EPOCH.plusSeconds(130));
        assertThat(titles(later)).hasSize(11).contains("New");
    }

    @Test
    void of_other_lists_or_of_longer_ago_it_is_another_read() {
        Instant since = world.clock.instant().minusSeconds(60);
        for (ReadTarget other : List.of(
                new ReadTarget.FinishedSince(List.of(list), since.minusSeconds(1)),
                new ReadTarget.FinishedSince(
                        List.of(list, world.remote.addList("Two").id()), since))) {
            cutAfterAPage(Call.FINISHED_TASKS, new ReadTarget.FinishedSince(List.of(list), since));
            assertThat(titles(other)).hasSize(10);
            assertThat(calls()).isEqualTo(3);
        }
    }

    @Test
    void what_may_have_been_made_is_looked_for_anew_once_something_was_made() {
        ReadTarget written = new ReadTarget.WrittenSince(list, Instant.EPOCH);
        cutAfterAPage(Call.EVERYWHERE, written);
        assertThat(titles(written)).hasSize(20);
        assertThat(calls()).isEqualTo(5);
        cutAfterAPage(Call.EVERYWHERE, written);
        open("Made");
        paged.somethingIsMade();
        assertThat(titles(written)).hasSize(21);
        assertThat(calls()).isEqualTo(6);
    }

    @Test
    void of_what_is_on_two_pages_the_later_one_tells() {
        Card card = world.remote.card("Open 1");
        cutAfterAPage(Call.FIND_ANYWHERE, everywhere);
        Listing before = Listing.of(List.of(card.task()));
        world.phone.rename(card, "Renamed");
        Listing all = Listing.ofAll(List.of(before, Listing.of(List.of(card.task()))));
        assertThat(all.tasks()).extracting(RemoteTask::content).containsExactly(card.content);
        assertThat(titles(everywhere)).contains("Renamed").hasSize(10);
    }

    @Test
    void a_page_that_leads_to_itself_is_no_answer() {
        remote = Overlay.over(RemoteTasks.class, world.remote, new Circle());
        assertThat(read(everywhere)).isInstanceOf(RemoteAnswer.Unknown.class);
    }

    /** A service that returns the same page again and again. */
    public static final class Circle {
        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            return new RemoteAnswer.Ok<>(Optional.of(new RemotePage<>(Listing.of(List.of()), "again")));
        }
    }

    @Test
    void many_that_cannot_be_read_are_counted_over_all_pages() {
        ReadTarget inList = new ReadTarget.OneList(list);
        for (int i = 0; i < 4; i++) {
            world.remote.card("Open " + i).unreadable = "it is too new";
        }
        assertThat(read(inList)).isInstanceOf(RemoteAnswer.Unknown.class);
        assertThat(titles(everywhere)).hasSize(6);
        world.remote.card("Open 0").unreadable = null;
        assertThat(titles(inList)).hasSize(7);
    }
}
