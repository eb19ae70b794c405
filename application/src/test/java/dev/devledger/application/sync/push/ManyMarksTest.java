package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However many entities wait to be sent, none is created twice. */
class ManyMarksTest {
    private static final int MANY = 20_001;

    private final World world = new World();

    @Test
    void what_is_there_already_is_met_by_the_last_that_waits() {
        String list = world.cardList();
        EntityRef last = null;
        for (int each = 0; each < MANY; each++) {
            last = world.project("Project " + each);
        }
        world.phone.add(list, "Project " + (MANY - 1));
        EntityRef met = last;
        SyncPlan plan = world.runner.plan();
        assertThat(plan.plan())
                .filteredOn(each -> each.direction().equals("pull") && each.entity() == null)
                .isEmpty();
        assertThat(plan.plan())
                .filteredOn(each -> each.action().equals("link"))
                .extracting(each -> each.entity().id())
                .isEqualTo(List.of(met.id()));
    }
}
