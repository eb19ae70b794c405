package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.SwarmAgent.Held;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Some agents on tasks that wait for each other. Nobody waits for the time of a claim here: the owner takes it away. */
@Tag("long")
class SwarmIT {
    private static final Api API = SharedDevledger.get().api();

    private record Owner(Api api) implements Swarm.Endings {
        @Override
        public void bury(Collection<Held> claims) {
            claims.forEach(this::await);
        }

        @Override
        public void await(Held claim) {
            api.post(
                    200,
                    "/api/tasks/" + claim.task() + "/release?force=true",
                    "{\"note\": \"Not heard of any more.\"}");
        }
    }

    @Test
    @Timeout(600)
    void everything_is_done_once_and_in_its_order() throws Exception {
        Random random = new Random(18);
        SwarmPlan plan = SwarmPlan.random(random, 60, 90);
        List<String> projects = SwarmPlan.projects(API);
        try (Swarm swarm = new Swarm(API, new Owner(API), plan.size(), 2)) {
            List<String> keys = plan.create(swarm.session(), projects);

            swarm.work(8, projects, random);

            assertThat(swarm.wrong()).isEmpty();
            assertThat(SwarmHistory.read(API, projects, keys).wrong(plan, swarm.writes()))
                    .isEmpty();
            assertThat(swarm.deaths()).isPositive();
            assertThat(swarm.told()).isPositive();
        }
    }
}
