package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One ledger with a service that holds all of it, and one that knows little more than names. */
@Timeout(120)
class TwoNaturesTest {
    private static final int CARDS = 30;

    private final TwoServices both = new TwoServices(ConflictPolicy.HOLD, Nature.TICKTICK, Nature.PLAIN);
    private String list;

    @BeforeEach
    void cardsInBoth() {
        list = both.one.remote.addList(World.LIST).id();
        both.two.remote.addList(World.LIST);
        both.settle();
        both.one.phone.add(list, "Write");
        both.settle();
    }

    @Test
    void what_one_alone_holds_stays_whatever_is_edited_in_the_other() {
        When.Day due = new When.Day(LocalDate.parse("2026-05-01"));
        both.one.phone.describe(both.one.remote.card("Write"), "a text");
        both.one.phone.due(both.one.remote.card("Write"), due);
        both.settle();
        both.two.phone.rename(both.two.remote.card("Write"), "Written");
        both.two.phone.tag(both.two.remote.card("Written"), "two");
        both.settle();
        CanonicalContent there = both.one.remote.card("Written").content;
        assertThat(there.description()).isEqualTo("a text");
        assertThat(there.dueDate()).isEqualTo(due);
        assertThat(there.tags()).containsExactly("two");
        assertThat(project().description()).isEqualTo("a text");
        assertThat(both.two.remote.card("Written").content.description()).isEmpty();
    }

    @Test
    void a_value_that_one_cannot_tell_from_another_stays_as_it_is_here_and_in_the_other() {
        both.one.phone.prioritise(both.one.remote.card("Write"), Priority.MEDIUM);
        both.settle();
        assertThat(both.two.remote.card("Write").content.priority()).isEqualTo(Priority.HIGH);
        both.two.phone.rename(both.two.remote.card("Write"), "Written");
        both.settle();
        assertThat(project().priority()).isEqualTo(Priority.MEDIUM);
        assertThat(both.one.remote.card("Written").content.priority()).isEqualTo(Priority.MEDIUM);
        both.two.phone.prioritise(both.two.remote.card("Written"), Priority.LOW);
        both.settle();
        assertThat(both.one.remote.card("Written").content.priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void what_is_edited_here_reaches_each_as_far_as_it_holds_it() {
        ProjectEdit edit = new ProjectEdit(Patch.of(ProjectDetails.DESCRIPTION, "ours"));
        both.people(changes -> both.one.projects.edit(changes, project().id().toString(), edit, null));
        both.two.remote.calls();
        both.settle();
        assertThat(both.one.remote.card("Write").content.description()).isEqualTo("ours");
        assertThat(both.two.remote.calls()).noneMatch(TwoServicesInvariants::writes);
    }

    @Test
    void many_that_are_deleted_in_one_wait_before_the_other_loses_any() {
        cards();
        both.one.remote.live().forEach(both.one.phone::delete);
        both.settle();
        both.settle();
        assertThat(both.two.remote.titles()).hasSize(CARDS);
        assertThat(both.liveProjects()).hasSize(CARDS);
        assertThat(both.approvals.list("one")).isNotEmpty();
        assertThat(both.approvals.list("two")).isEmpty();
    }

    @Test
    void so_they_do_where_they_go_one_by_one_with_cycles_between() {
        cards();
        for (var card : List.copyOf(both.two.remote.live())) {
            both.two.phone.delete(card);
            both.settle();
        }
        assertThat(both.two.remote.titles()).isEmpty();
        assertThat(both.one.remote.titles()).hasSizeGreaterThanOrEqualTo(CARDS - 6);
        assertThat(both.approvals.list("two")).isNotEmpty();
    }

    @Test
    void so_they_do_where_each_service_loses_a_part() {
        cards();
        List<String> titles = new ArrayList<>(both.one.remote.titles());
        titles.subList(0, CARDS / 2).forEach(each -> both.one.phone.delete(both.one.remote.card(each)));
        titles.subList(CARDS / 2, CARDS).forEach(each -> both.two.phone.delete(both.two.remote.card(each)));
        both.settle();
        both.settle();
        assertThat(both.one.remote.titles()).hasSize(CARDS - CARDS / 2);
        assertThat(both.two.remote.titles()).hasSize(CARDS / 2);
        assertThat(both.liveProjects()).hasSize(CARDS);
    }

    @Test
    void whatever_the_services_are_like() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            TwoServices any = new TwoServices(ConflictPolicy.REMOTE, ofCards(random), ofCards(random));
            any.all().forEach(each -> each.remote.addList(World.LIST));
            any.settle();
            String cards = any.two.remote.allLists().getFirst().id();
            for (int card = 0; card < CARDS; card++) {
                any.two.phone.add(cards, "Card " + card);
            }
            any.settle();
            assertThat(any.one.remote.titles()).hasSize(CARDS);
            any.two.remote.live().forEach(any.two.phone::delete);
            any.settle();
            assertThat(any.one.remote.titles()).as("seed " + seed).hasSize(CARDS);
            assertThat(any.approvals.list("two")).as("seed " + seed).isNotEmpty();
        }
    }

    /** Where projects are lists, what stands in a list is no project. */
    private static Nature ofCards(Random random) {
        Nature any = Nature.of(random);
        return new Nature(any.capabilities(), any.coarse());
    }

    private void cards() {
        for (int card = 1; card < CARDS; card++) {
            both.one.phone.add(list, "Card " + card);
        }
        both.settle();
        assertThat(both.two.remote.titles()).hasSize(CARDS);
    }

    private ProjectView project() {
        return both.liveProjects().getFirst();
    }
}
