package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.ListLayout;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where each list of a service is a project, whoever has made it. */
class TakenListsTest {
    private final World world = new World(
            new Nature(Nature.CLICKUP.capabilities(), false, new ListLayout(true), true, Nature.CLICKUP.quirks()));

    @Test
    void a_list_that_people_make_is_a_project_with_its_tasks_once() {
        String list = world.remote.addList("Garden").id();
        world.phone.add(list, "Water the ferns");

        settle();

        EntityRef project = world.projectCalled("Garden");
        assertThat(world.tasksIn(project)).containsExactly(world.taskCalled("Water the ferns"));
        world.rename(project, "The garden");
        settle();
        assertThat(lists()).containsExactly("The garden");
        assertThat(projects()).isOne();
    }

    @Test
    void a_list_that_is_called_as_a_project_is_that_ones() {
        world.remote.addList("Garden");
        EntityRef project = world.project("Garden");

        settle();

        assertThat(projects()).isOne();
        assertThat(world.projectCalled("Garden")).isEqualTo(project);
        assertThat(lists()).containsExactly("Garden");
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            world.fullAfterSettle();
            world.untilQuiet();
        }
    }

    private List<String> lists() {
        return world.remote.allLists().stream().map(RemoteList::name).toList();
    }

    private int projects() {
        return world.tree.projects().size();
    }
}
