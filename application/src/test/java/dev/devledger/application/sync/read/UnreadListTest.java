package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that could not be read is not an empty list: this is reported, and nothing is concluded from it. */
class UnreadListTest {
    private static final Duration POLL = Duration.ofMinutes(1);

    private final World world = new World(POLL);
    private String cards;
    private EntityRef project;
    private EntityRef listed;

    @BeforeEach
    void both_sides_agree() {
        project = world.project("Ledger");
        listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(listed, "In it");
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        cards = ((SyncLink.Linked) world.link(EntityRef.CARDS)).remote().list();
        assertThat(status().state().word()).isEqualTo("idle");
        assertThat(status().lastCompleteReadAt()).isNotNull();
    }

    private SyncStatus status() {
        return world.runner.status();
    }

    private void polls(int times) {
        for (int poll = 0; poll < times; poll++) {
            world.clock.forward(POLL);
            world.cycle();
        }
    }

    private String listOf(EntityRef entity) {
        return ((SyncLink.Linked) world.link(entity)).remote().list();
    }

    @Test
    void a_card_list_that_is_listed_is_not_gone_whatever_its_content_answers() {
        world.remote.hideContent(cards);
        Instant last = status().lastCompleteReadAt();
        polls(5);
        assertThat(world.link(EntityRef.CARDS)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        assertThat(status().state().word()).isEqualTo("attention");
        assertThat(status().message()).contains("\"Dev Projects\"", "has not been read since", "but not its tasks");
        assertThat(status().lastCompleteReadAt()).isEqualTo(last);
        assertThat(status().lastCycle().complete()).isFalse();
    }

    @Test
    void a_write_that_was_not_answered_stays_open_where_nothing_was_ever_read_as_a_whole() {
        EntityRef fresh = world.project("Fresh", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef task = world.task(fresh, "First");
        world.untilQuiet();
        world.remote.hideContent(listOf(EntityRef.list(fresh.id())));
        polls(5);
        world.remote.next(Call.UPDATE, Fault.LOST_ANSWER);
        world.rename(task, "Second");
        polls(2);
        world.rename(task, "Third");
        polls(2);
        world.remote.showContent(listOf(EntityRef.list(fresh.id())));
        polls(2);
        assertThat(world.remote.card("Third").list).isEqualTo(listOf(EntityRef.list(fresh.id())));
        assertThat(status().state().word()).isEqualTo("idle");
    }

    @Test
    void what_was_done_there_meanwhile_arrives_when_it_answers_again() {
        world.remote.hideContent(cards);
        polls(5);
        world.phone.rename(world.remote.card("Ledger"), "Renamed there");
        world.phone.add(cards, "New there");
        world.remote.showContent(cards);
        polls(2);
        assertThat(world.projectView(project).name()).isEqualTo("Renamed there");
        assertThat(world.projectCalled("New there")).isNotNull();
        assertThat(status().state().word()).isEqualTo("idle");
        assertThat(status().message()).isNull();
    }

    @Test
    void the_list_that_a_project_is_neither() {
        world.remote.hideContent(listOf(EntityRef.list(listed.id())));
        polls(5);
        assertThat(world.projectView(listed).deletedAt()).isNull();
        assertThat(status().state().word()).isEqualTo("attention");
        assertThat(status().message()).contains("\"Listed\"");
    }

    @Test
    void one_list_that_is_not_answered_does_not_keep_the_others_from_being_read() {
        world.remote.hideContent(listOf(EntityRef.list(listed.id())));
        world.phone.delete(world.remote.card("Ledger"));
        polls(4);
        assertThat(world.projectView(project).deletedAt()).isNotNull();
        assertThat(world.projectView(listed).deletedAt()).isNull();
    }

    @Test
    void a_card_is_not_deleted_there_while_what_is_below_it_is_not_answered() {
        world.phone.addBelow(world.remote.card("Ledger"), "Theirs");
        world.remote.hideContent(cards);
        world.delete(project);
        world.cycle();
        polls(3);
        assertThat(world.remote.card("Ledger").deleted).isFalse();
        assertThat(world.remote.card("Theirs").deleted).isFalse();
        world.remote.showContent(cards);
        polls(3);
        assertThat(world.remote.card("Theirs").deleted).isFalse();
        assertThat(world.conflicts.of(project)).isNotEmpty();
    }

    @Test
    void a_list_is_not_taken_for_deleted_while_its_content_is_not_answered() {
        String list = listOf(EntityRef.list(listed.id()));
        world.remote.hideContent(list);
        world.delete(listed);
        world.cycle();
        polls(3);
        assertThat(world.remote.allLists()).extracting(each -> each.id()).contains(list);
        assertThat(world.link(EntityRef.list(listed.id()))).isNotInstanceOf(SyncLink.Closed.class);
        world.remote.showContent(list);
        polls(30);
        assertThat(world.remote.allLists()).extracting(each -> each.id()).doesNotContain(list);
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void since_when_stays_the_first_time() {
        world.remote.hideContent(cards);
        polls(1);
        String told = status().message();
        assertThat(told).contains("has not been read since");
        polls(10);
        assertThat(status().message()).isEqualTo(told);
        world.runner = world.newRunner(world.account);
        assertThat(status().message()).as("after a restart").isEqualTo(told);
    }

    @Test
    void what_was_finished_and_is_never_answered_is_told_as_well() {
        Fault[] refused = new Fault[10];
        Arrays.fill(refused, Fault.REFUSED);
        world.remote.next(Call.FINISHED_TASKS, refused);
        polls(3);
        assertThat(status().state().word()).isEqualTo("attention");
    }

    @Test
    void a_card_list_that_was_let_go_with_cards_in_it_is_found_again() {
        world.send(new SyncCommand.Close(world.account.link(EntityRef.CARDS), world.clock.instant()));
        world.phone.rename(world.remote.card("Ledger"), "Renamed there");
        polls(2);
        assertThat(listOf(EntityRef.CARDS)).isEqualTo(cards);
        assertThat(world.projectView(project).name()).isEqualTo("Renamed there");
        assertThat(world.remote.allLists())
                .extracting(list -> list.name())
                .isEqualTo(List.of("Dev Projects", "Listed"));
    }

    @Test
    void what_is_linked_in_no_list_that_is_read_is_told() {
        world.send(new SyncCommand.DetachUntilDecision(
                world.account.link(EntityRef.list(listed.id())), "let go", world.clock.instant()));
        polls(1);
        assertThat(status().state().word()).isEqualTo("attention");
        assertThat(status().message()).contains("has not been read since", "not one of the synced lists");
        polls(12);
        world.remote.calls();
        polls(10);
        assertThat(world.remote.calls())
                .as("it is not looked for with each poll")
                .doesNotContain(Call.FIND_ANYWHERE, Call.FIND);
    }
}
