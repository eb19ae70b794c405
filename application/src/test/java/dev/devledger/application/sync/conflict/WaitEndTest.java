package dev.devledger.application.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that waits for a person, or for other work, is due as soon as that wait is over. */
class WaitEndTest {
    private static final Duration POLL = Duration.ofMinutes(1);

    private final World world = new World(POLL);
    private EntityRef project;
    private Card card;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        world.project("Other");
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        card = world.remote.card("Ledger");
    }

    private void runFor(Duration time) {
        Instant end = world.clock.instant().plus(time);
        while (world.clock.instant().isBefore(end)) {
            Instant next = world.runner.runDue();
            world.clock.forward(Duration.ofMillis(1));
            world.clock.forwardTo(next.isBefore(end) ? next : end);
        }
    }

    private void foreignBelowWhatIsDeletedHere() {
        Card theirs = world.phone.addBelow(card, "Theirs");
        world.delete(project);
        runFor(Duration.ofHours(3));
        assertThat(card.deleted).isFalse();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        world.phone.moveBelow(theirs, world.remote.card("Other"));
    }

    @Test
    void a_question_that_answers_itself_lets_go_at_once_what_waited_for_it() {
        foreignBelowWhatIsDeletedHere();
        runFor(POLL.multipliedBy(2));
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(card.deleted).isTrue();
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void to_have_waited_for_a_person_is_no_failure() {
        world.phone.addBelow(card, "Theirs");
        world.delete(project);
        runFor(Duration.ofHours(12));
        Instant next = world.work.nextDue(world.account);
        assertThat(next).isBefore(world.clock.instant().plus(Duration.ofMinutes(11)));
    }

    @Test
    void a_list_that_waits_for_its_tasks_says_for_whose_word() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(listed, "In it");
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        String list = ((SyncLink.Linked) world.link(EntityRef.list(listed.id())))
                .remote()
                .list();
        // Its card is made, and thrown away there while it is renamed here: that is a question.
        world.place(listed, Placement.CARD);
        Fault[] lost = new Fault[20];
        Arrays.fill(lost, Fault.LOST_REQUEST);
        world.remote.next(Call.DELETE_LIST, lost);
        EntityRef home = EntityRef.list(listed.id());
        for (int cycle = 0; cycle < 10 && !(world.link(home) instanceof SyncLink.Deleting); cycle++) {
            world.clock.forward(Duration.ofSeconds(6));
            world.runner.runDue();
        }
        assertThat(world.link(home)).isInstanceOf(SyncLink.Deleting.class);
        world.phone.delete(world.remote.card("Listed"));
        world.describe(listed, "Edited here");
        runFor(Duration.ofMinutes(5));
        assertThat(world.conflicts.of(listed)).isNotEmpty();
        world.phone.add(list, "Theirs");
        world.full();
        runFor(Duration.ofHours(1));
        assertThat(world.work.reason(home)).contains("are still in it").contains("GET /api/sync/conflicts");
        assertThat(world.work.nextDue(world.account))
                .isBefore(world.clock.instant().plus(Duration.ofMinutes(11)));
    }

    @Test
    void a_list_that_waits_for_a_word_is_not_looked_at_more_often_where_its_project_waits_too() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef last = world.task(listed, "Last");
        world.untilQuiet();
        world.full();
        world.phone.abandon(world.remote.card("Last"));
        world.delete(last);
        runFor(Duration.ofMinutes(5));
        world.place(listed, Placement.CARD);
        runFor(Duration.ofMinutes(5));
        world.phone.delete(world.remote.card("Listed"));
        world.describe(listed, "Edited here");
        runFor(Duration.ofHours(1));
        assertThat(world.conflicts.of(last)).isNotEmpty();
        assertThat(world.conflicts.of(listed)).isNotEmpty();
        assertThat(world.work.reason(EntityRef.list(listed.id()))).contains("tasks of the project are still in it");

        world.remote.calls();
        runFor(Duration.ofMinutes(30));
        assertThat(world.remote.calls().stream().filter(Call.FIND_ANYWHERE::equals))
                .as("each try of its project shows the list anew")
                .hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void a_list_that_waits_for_what_was_moved_into_it_says_so() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef home = EntityRef.list(listed.id());
        world.untilQuiet();
        world.full();
        String list = ((SyncLink.Linked) world.link(home)).remote().list();
        world.delete(listed);
        world.phone.move(card, list);
        world.full();
        runFor(Duration.ofHours(1));
        assertThat(world.work.reason(home)).contains("were moved into it in TickTick");

        String cards = ((SyncLink.Linked) world.link(EntityRef.CARDS)).remote().list();
        world.phone.move(card, cards);
        runFor(Duration.ofMinutes(15));
        assertThat(world.remote.allLists()).extracting(RemoteList::name).containsExactly(World.LIST);
        assertThat(world.work.pending(world.account)).isZero();
    }

    /** Nobody keeps what was deleted here with its project: it stands in no place that is synced. */
    @ParameterizedTest
    @MethodSource("natures")
    void a_list_that_is_to_go_with_what_others_have_in_it_takes_our_own_along_below_theirs(Nature nature) {
        World theirs = new World(nature);
        EntityRef home = theirsBelowWhich(theirs, "Ours");

        theirs.resolve(theirs.conflicts.of(home).getFirst(), Choice.LOCAL, null);
        settles(theirs);

        assertThat(theirs.link(home)).isInstanceOf(SyncLink.Closed.class);
        assertThat(theirs.remote.live())
                .extracting(card -> card.content.title())
                .containsExactly("Kept");
    }

    /** What is deleted here and was moved to the top of it there somebody has brought back. */
    @ParameterizedTest
    @MethodSource("natures")
    void unless_somebody_is_asked_about_it(Nature nature) {
        World theirs = new World(nature);
        EntityRef home = theirsBelowWhich(theirs, "Ours");
        EntityRef ours =
                theirs.book.owner(theirs.account, theirs.remote.card("Ours").id).orElseThrow();
        theirs.phone.move(theirs.remote.card("Ours"), theirs.link(home).object().list());
        settles(theirs);
        assertThat(theirs.conflicts.of(ours)).hasSize(1);

        theirs.resolve(theirs.conflicts.of(home).getFirst(), Choice.LOCAL, null);
        settles(theirs);
        assertThat(theirs.remote.live())
                .extracting(card -> card.content.title())
                .contains("Ours");
        assertThat(theirs.work.reason(home)).contains("GET /api/sync/conflicts");

        theirs.resolve(theirs.conflicts.of(ours).getFirst(), Choice.LOCAL, null);
        settles(theirs);
        assertThat(theirs.link(home)).isInstanceOf(SyncLink.Closed.class);
    }

    /** What it is below there no list shows. */
    @Test
    void somebody_is_asked_about_it_where_nothing_else_is_in_it() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(listed, "Ours");
        world.untilQuiet();
        world.full();
        EntityRef home = EntityRef.list(listed.id());
        Card above = world.phone.add(world.link(home).object().list(), "Theirs");
        world.phone.moveBelow(world.remote.card("Ours"), above);
        world.phone.abandon(above);
        world.delete(listed);
        settles(world);
        assertThat(world.conflicts.of(home)).hasSize(1);

        world.resolve(world.conflicts.of(home).getFirst(), Choice.LOCAL, null);
        settles(world);
        assertThat(world.link(home)).isInstanceOf(SyncLink.Closed.class);
    }

    @ParameterizedTest
    @MethodSource("natures")
    void what_is_of_another_project_keeps_it_there_as_well(Nature nature) {
        World theirs = new World(nature);
        EntityRef home = theirsBelowWhich(theirs, "Kept");

        theirs.resolve(theirs.conflicts.of(home).getFirst(), Choice.LOCAL, null);
        settles(theirs);

        assertThat(theirs.remote.live())
                .extracting(card -> card.content.title())
                .contains("Kept", "Theirs");
        assertThat(theirs.work.reason(home)).contains("were moved into it in TickTick");

        theirs.phone.move(
                theirs.remote.card("Kept"),
                theirs.link(EntityRef.list(theirs.projectCalled("Other").id()))
                        .object()
                        .list());
        settles(theirs);
        assertThat(theirs.link(home)).isInstanceOf(SyncLink.Closed.class);
    }

    /** The list of a project that was deleted here, with a task of others in it, and one of ours below that. */
    private static EntityRef theirsBelowWhich(World world, String ours) {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef other = world.project("Other", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(listed, "Ours");
        world.task(other, "Kept");
        world.untilQuiet();
        world.fullAfterSettle();
        EntityRef home = EntityRef.list(listed.id());
        world.delete(listed);
        Card above = world.phone.add(world.link(home).object().list(), "Theirs");
        world.phone.moveBelow(world.remote.card(ours), above);
        settles(world);
        return home;
    }

    private static void settles(World world) {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.untilQuiet();
            world.fullAfterSettle();
        }
    }

    static Stream<Nature> natures() {
        return Stream.of(Nature.TICKTICK, Nature.CLICKUP);
    }

    /** What was abandoned there is asked about, and in no list. */
    @Test
    void a_list_whose_last_tasks_are_in_no_list_says_for_whose_word() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef last = world.task(listed, "Last");
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        world.phone.abandon(world.remote.card("Last"));
        world.delete(listed);
        world.full();
        runFor(Duration.ofHours(1));
        EntityRef home = EntityRef.list(listed.id());
        assertThat(world.conflicts.of(last)).isNotEmpty();
        assertThat(world.work.reason(home))
                .contains("tasks of the project are still in it")
                .contains("GET /api/sync/conflicts");

        world.remote.calls();
        runFor(Duration.ofMinutes(30));
        assertThat(world.remote.calls().stream().filter(Call.FIND_ANYWHERE::equals))
                .as("what waits for a word is looked for every ten minutes")
                .hasSizeLessThanOrEqualTo(3);
        world.resolve(world.conflicts.of(last).getFirst(), Choice.LOCAL, null);
        runFor(Duration.ofMinutes(15));
        assertThat(world.remote.allLists()).extracting(RemoteList::name).containsExactly(World.LIST);
        assertThat(world.work.pending(world.account)).isZero();
    }
}
