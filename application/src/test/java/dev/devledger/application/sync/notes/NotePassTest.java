package dev.devledger.application.sync.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.notes.NotePass.CommentReadDelay;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.DirtyMarks.NoteMarks;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotePassTest {
    private World world;
    private Said said;
    private EntityRef task;

    @BeforeEach
    void a_task_is_there_in_both() {
        a_task_is_there_in_both(new World());
    }

    private void a_task_is_there_in_both(World in) {
        world = in;
        said = new Said(world);
        NoteMarks notes = new NoteMarks(List.of(world.account), world.notes);
        DirtyMarks marks = new DirtyMarks(List.of(world.account), world.work, () -> {}, DependencyGraph.NONE);
        world.ledger.listen(new NewEventListener() {
            @Override
            public void stored(List<LedgerEvent> events) {
                events.forEach(world.book.notes()::stored);
                marks.stored(events);
                notes.stored(events);
            }

            @Override
            public void committed() {
                marks.committed();
            }
        });
        begin();
        world.remote.addList(World.LIST);
        task = world.task(world.project("Ledger"), "First task");
        synced();
    }

    /** Starts a new process, which knows nothing of comments. */
    private void begin() {
        world.runner = world.newRunner(Overlay.over(Connector.class, world.connector, new HasComments(said)));
    }

    private void synced() {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
    }

    private void note(String text) {
        world.send(
                new TaskCommand.AddNote(new TaskId(task.id()), UUID.randomUUID(), text, null, world.clock.instant()));
    }

    private RemoteRef there() {
        return ((SyncLink.Linked) world.link(task)).remote();
    }

    private List<String> here() {
        return world.book.notes().added(task.id()).stream()
                .map(TaskEvent.NoteAdded::text)
                .toList();
    }

    private void hint() {
        world.notes.markToRead(world.account, List.of(there().id()));
    }

    @Test
    void notes_go_in_their_order_and_nothing_comes_back() {
        note("one");
        note("two");
        note("one");
        synced();
        assertThat(said.texts()).containsExactly("one", "two", "one");
        assertThat(said.reads).isZero();

        int events = world.ledger.size();
        hint();
        synced();
        assertThat(said.reads).isOne();
        assertThat(here()).containsExactly("one", "two", "one");
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    @Test
    void notes_stay_here_where_a_service_has_no_comments() {
        world.runner = world.newRunner(world.connector);
        note("of this ledger");
        hint();
        synced();

        assertThat(said.asked).isZero();
        assertThat(world.runner.status().pending()).isZero();
        assertThat(here()).containsExactly("of this ledger");
    }

    @Test
    void what_others_say_is_a_note_of_theirs_and_of_then() {
        said.by("Ben", "looks fine");
        Instant at = world.clock.instant();
        hint();
        synced();

        TaskEvent.NoteAdded note = world.book.notes().added(task.id()).getFirst();
        assertThat(note.text()).isEqualTo("looks fine");
        assertThat(Objects.requireNonNull(note.origin()).author()).isEqualTo("Ben");
        assertThat(note.origin().writtenAt()).isEqualTo(at);
        Provenance by = world.ledger.events().stream()
                .filter(event -> event.payload().equals(note))
                .findFirst()
                .orElseThrow()
                .by();
        assertThat(List.of(by.actor(), by.channel())).containsOnly("ticktick");
        assertThat(said.texts()).containsExactly("looks fine");
    }

    @Test
    void a_task_that_is_new_there_has_its_notes_sent_and_no_other_request() {
        EntityRef later = world.task(world.projectCalled("Ledger"), "Second task");
        world.send(new TaskCommand.AddNote(
                new TaskId(later.id()), UUID.randomUUID(), "before it was there", null, world.clock.instant()));
        synced();

        assertThat(said.texts()).containsExactly("before it was there");
        assertThat(said.reads).isZero();
    }

    @Test
    void an_answer_that_was_lost_is_looked_for() {
        said.loseAnswers = 1;
        note("one");
        note("two");
        synced();

        assertThat(said.texts()).containsExactly("one", "two");
        assertThat(here()).containsExactly("one", "two");
    }

    @Test
    void a_request_that_was_lost_is_sent_again_after_a_while() {
        said.loseRequests = 1;
        note("one");
        note("two");
        synced();

        assertThat(said.texts()).containsExactly("one", "two");
    }

    @Test
    void one_without_an_answer_is_not_sent_again_at_once_because_there_is_a_newer_one() {
        said.loseRequests = 2;
        note("one");
        world.full();
        note("two");
        world.full();
        assertThat(said.loseRequests).isOne();

        settledTwice();
        world.full(); // a second time, again without an answer
        assertThat(said.loseRequests).isZero();
        note("three");
        world.full();
        assertThat(said.texts()).isEmpty();
        synced();
        assertThat(said.texts()).containsExactly("one", "two", "three");
    }

    @Test
    void one_without_an_answer_is_not_sent_again_by_a_read_that_may_be_old() {
        said.loseRequests = 1;
        note("one");
        world.full();
        said.add(there(), "one"); // takes effect late, and is not shown at once
        said.unshown = 1;
        world.fullAfterSettle();
        said.unshown = 0;
        synced();

        assertThat(said.texts()).containsExactly("one");
        assertThat(here()).containsExactly("one");
    }

    @Test
    void a_process_knows_of_the_sendings_of_those_before_it() {
        said.loseRequests = 2;
        note("one");
        world.full();
        settledTwice();
        world.full();
        assertThat(said.loseRequests).isZero();
        begin();
        note("two");
        world.full();
        assertThat(said.texts()).isEmpty();
        said.add(there(), "one"); // the second takes effect after all
        synced();

        assertThat(said.texts()).containsExactly("one", "two");
        assertThat(here()).containsExactly("one", "two");
    }

    @Test
    void a_process_that_ends_with_one_that_was_refused_before_has_the_next_one_wait() {
        said.refused = "one";
        note("one");
        world.full();
        said.refused = null;
        said.unshown = 1;
        said.dies = true;
        world.clock.forward(Duration.ofHours(1));
        world.fullOrDie();
        assertThat(said.texts()).containsExactly("one");
        world.steps.crashAt(Integer.MAX_VALUE);
        begin();
        world.full();
        assertThat(said.texts()).containsExactly("one");
        said.unshown = 0;
        synced();

        assertThat(said.texts()).containsExactly("one");
        assertThat(here()).containsExactly("one");
    }

    @Test
    void one_that_was_refused_and_then_not_answered_waits_as_well() {
        said.refused = "one";
        note("one");
        world.full();
        said.refused = null;
        said.loseRequests = 1;
        world.clock.forward(Duration.ofHours(1));
        world.full();
        assertThat(said.loseRequests).isZero();
        note("two");
        world.full();
        assertThat(said.texts()).isEmpty();
        said.add(there(), "one"); // takes effect late
        synced();

        assertThat(said.texts()).containsExactly("one", "two");
        assertThat(here()).containsExactly("one", "two");
    }

    @Test
    void that_nothing_is_said_anywhere_proves_nothing() {
        another_is_commented_on();
        said.loseAnswers = 1;
        note("one");
        world.full();
        said.unshown = 2;
        synced();
        assertThat(said.texts()).containsExactly("before", "one");
        assertThat(world.runner.status().message())
                .contains(
                        "TickTick returned no comments at all, though there are some; if you have deleted all of them")
                .contains("add one");
        said.unshown = 0;
        world.clock.forward(Duration.ofHours(1));
        world.full();

        assertThat(said.texts()).containsExactly("before", "one");
        assertThat(here()).containsExactly("one");
        assertThat(world.runner.status().message()).isNull();
    }

    @Test
    void that_nothing_is_said_of_it_is_believed_where_something_is_said_of_another() {
        another_is_commented_on();
        said.silent = there().id();
        said.loseRequests = 1;
        note("one");
        synced();

        assertThat(said.texts()).containsExactly("before", "one");
    }

    /** Where nothing was ever said, nobody could show anything. */
    @Test
    void that_nothing_is_said_is_believed_before_the_first_comment() {
        said.silent = there().id();
        said.loseRequests = 1;
        note("one");
        synced();

        assertThat(said.texts()).containsExactly("one");
    }

    /** The one before had them. */
    @Test
    void what_was_made_again_need_not_show_any() {
        another_is_commented_on();
        world.phone.delete(world.remote.card("Second task"));
        world.fullAfterSettle();
        world.fullAfterSettle();
        EntityRef other = world.tasksIn(world.projectCalled("Ledger")).stream()
                .filter(each -> !each.equals(task))
                .findFirst()
                .orElseThrow();
        world.restore(other);
        synced();
        assertThat(world.link(other)).isInstanceOf(SyncLink.Linked.class);
        said.unshown = said.all.size();
        said.loseRequests = 1;
        note("one");
        synced();

        assertThat(said.texts()).containsExactly("before", "one");
    }

    private void another_is_commented_on() {
        EntityRef other = world.task(world.projectCalled("Ledger"), "Second task");
        world.send(new TaskCommand.AddNote(
                new TaskId(other.id()), UUID.randomUUID(), "before", null, world.clock.instant()));
        synced();
    }

    private void settledTwice() {
        world.clock.forward(World.SETTLE.multipliedBy(2).plusSeconds(1));
    }

    @Test
    void the_first_of_two_may_come_late_and_is_one_note() {
        said.loseRequests = 1;
        note("one");
        synced();
        said.add(there(), "one"); // takes effect after all
        hint();
        synced();

        assertThat(said.texts()).containsExactly("one", "one");
        assertThat(here()).containsExactly("one");
    }

    @Test
    void one_that_is_refused_waits_longer_each_time_and_keeps_no_other() {
        said.refused = "too much";
        note("too much");
        note("fine");
        world.full();
        assertThat(said.texts()).containsExactly("fine");
        assertThat(world.runner.status().message())
                .contains("the notes of 1 task could not be synced, for example ", ": it says too much");

        int before = said.asked;
        for (int minute = 0; minute < 120; minute++) {
            world.clock.forward(Duration.ofMinutes(1));
            world.cycle();
        }
        assertThat(said.asked - before).isBetween(5, 16); // one read and one sending each, after 1, 2, 4, ... minutes
        world.full();
    }

    @Test
    void other_comments_are_read_every_six_hours() {
        said.by("Ben", "nobody is told of this");
        hint();
        world.full();
        said.by("Ben", "nor of that");
        world.full();
        assertThat(here()).hasSize(1);

        world.clock.forward(NotePass.EVERY.plusMinutes(1));
        world.full();
        assertThat(here()).containsExactly("nobody is told of this", "nor of that");
    }

    @Test
    void what_is_not_linked_any_more_is_not_waited_for() {
        note("too late");
        hint();
        world.delete(task);
        synced();

        assertThat(world.notes.toRead(world.account, world.clock.instant(), 9)).isEmpty();
        assertThat(world.notes.toSend(world.account, world.clock.instant(), 9)).isEmpty();
        assertThat(said.asked).isZero();
    }

    @Test
    void a_poll_reads_so_many_and_the_next_one_the_others() {
        a_task_is_there_in_both(new World(Duration.ofMinutes(10)));
        EntityRef project = world.projectCalled("Ledger");
        for (int number = 0; number < 24; number++) {
            world.task(project, "Task " + number);
        }
        synced();
        world.notes.markToRead(
                world.account,
                world.book.all().stream()
                        .flatMap(each -> Optional.ofNullable(each.link().object()).stream())
                        .map(RemoteRef::id)
                        .toList());

        for (int read : List.of(20, 25, 25)) {
            world.clock.forward(Duration.ofMinutes(11));
            world.cycle();
            assertThat(said.reads).isEqualTo(read);
        }
    }

    @Test
    void what_can_wait_leaves_a_poll_of_many_requests_as_it_is_but_not_for_ever() {
        CommentReadDelay patience = new CommentReadDelay();
        assertThat(patience.waits(3)).isFalse();
        for (int poll = 0; poll < CommentReadDelay.LONGEST; poll++) {
            assertThat(patience.waits(4)).isTrue();
        }
        assertThat(patience.waits(4)).isFalse();
        assertThat(patience.waits(4)).isTrue();
    }

    @Test
    void the_process_may_end_at_every_step() {
        int step = 0;
        do {
            a_task_is_there_in_both();
            note("one");
            note("two");
            said.by("Ben", "theirs");
            hint();
            world.steps.crashAt(world.steps.taken() + step++);
            world.fullOrDie();
            world.steps.crashAt(Integer.MAX_VALUE);
            begin();
            synced();
            assertThat(said.texts())
                    .as("step " + step)
                    .containsExactlyInAnyOrder("theirs", "one", "two")
                    .containsSubsequence("one", "two");
            assertThat(here()).as("step " + step).containsExactly("one", "two", "theirs");
        } while (step < 60);
    }

    /** Public, as its method replaces a port's. */
    public static final class HasComments {
        private final RemoteComments comments;

        HasComments(RemoteComments comments) {
            this.comments = comments;
        }

        public Optional<RemoteComments> comments() {
            return Optional.of(comments);
        }
    }

    /** The comments on all tasks together. */
    private static final class Said implements RemoteComments {
        private final World world;
        private final List<Comment> all = new ArrayList<>();
        private int reads;
        private int asked;
        private int loseAnswers;
        private int loseRequests;
        private @Nullable String refused;

        /** The number of newest comments that are not shown. */
        private int unshown;

        /** The task of which no comment is shown. */
        private @Nullable String silent;

        /** True if the process dies at its next step. */
        private boolean dies;

        Said(World world) {
            this.world = world;
        }

        List<String> texts() {
            return all.stream().map(Comment::text).toList();
        }

        void by(String author, String text) {
            all.add(new Comment("c" + all.size(), text, author, false, world.clock.instant()));
        }

        @Override
        public RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor) {
            world.steps.before("a read of comments");
            reads++;
            asked++;
            int shown = task.id().equals(silent) ? 0 : Math.max(0, all.size() - unshown);
            return new RemoteAnswer.Ok<>(
                    RemotePage.whole(List.copyOf(all.subList(0, shown)).reversed()));
        }

        @Override
        public RemoteAnswer<String> add(RemoteRef task, String text) {
            world.steps.before("a comment");
            asked++;
            if (text.equals(refused)) {
                return new RemoteAnswer.Refused<>("it says " + text);
            }
            if (loseRequests-- > 0) {
                return new RemoteAnswer.Unknown<>("no answer");
            }
            Comment made = new Comment("c" + all.size(), text, "Ana", true, world.clock.instant());
            all.add(made);
            if (dies) {
                dies = false;
                world.steps.crashAt(world.steps.taken());
            }
            return loseAnswers-- > 0 ? new RemoteAnswer.Unknown<>("no answer") : new RemoteAnswer.Ok<>(made.id());
        }
    }
}
