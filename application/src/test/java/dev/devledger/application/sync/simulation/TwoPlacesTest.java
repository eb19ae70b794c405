package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One ledger with two services, in both of which something was moved that was moved here as well. */
@Timeout(20)
class TwoPlacesTest {
    private final TwoServices both = new TwoServices(ConflictPolicy.HOLD);

    /** What is below what has ids of each service's own, and one id may be another object in each. */
    @Test
    void of_a_place_that_both_have_changed_one_choice_settles_both() {
        String list = both.one.remote.addList(World.LIST).id();
        String other = both.two.remote.addList(World.LIST).id();
        both.settle();
        both.two.phone.add(other, "First in two");
        for (String title : List.of("Here", "There", "Elsewhere")) {
            both.one.phone.add(list, title);
        }
        both.one.phone.addBelow(both.one.remote.card("Here"), "Write");
        both.settle();
        UUID task = both.liveTasks().getFirst().id();
        both.people(changes -> both.one.tasks.move(
                changes, task.toString(), project("Elsewhere").toString(), null, null));
        for (World each : List.of(both.one, both.two)) {
            each.phone.moveBelow(each.remote.card("Write"), each.remote.card("There"));
            each.full();
        }
        List<ConflictView> all =
                both.decisions.list(null, null, new PageRequest(50, null)).items();
        assertThat(all).extracting(ConflictView::connector).containsExactlyInAnyOrder("one", "two");
        for (ConflictView each : all) {
            assertThat(each.field()).isEqualTo("parentId");
            assertThat(List.of(each.base(), each.local(), each.remote()))
                    .containsExactly(
                            project("Here").toString(),
                            project("Elsewhere").toString(),
                            project("There").toString());
        }
        both.people(changes -> both.decisions.resolve(changes, all.getFirst().id(), Choice.REMOTE, null));
        both.settle();
        assertThat(both.decisions.list(null, null, new PageRequest(50, null)).items())
                .isEmpty();
        assertThat(both.liveTasks().getFirst().projectId()).isEqualTo(project("There"));
        for (World each : List.of(both.one, both.two)) {
            assertThat(each.remote.card("Write").content.parent()).isEqualTo(each.remote.card("There").id);
        }
    }

    @Test
    void what_waits_for_a_yes_is_in_a_list_of_that_name() {
        String list = both.one.remote.addList(World.LIST).id();
        both.two.remote.addList(World.LIST);
        both.settle();
        for (int card = 0; card < 30; card++) {
            both.one.phone.add(list, "Card " + card);
        }
        both.settle();
        both.one.remote.live().stream().limit(12).toList().forEach(both.one.phone::delete);
        both.settle();
        assertThat(both.approvals.list(null))
                .isNotEmpty()
                .allSatisfy(held -> assertThat(held.view().scope()).isEqualTo("list:" + World.LIST));
    }

    private UUID project(String name) {
        return both.liveProjects().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
