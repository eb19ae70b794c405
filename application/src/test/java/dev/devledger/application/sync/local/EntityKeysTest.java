package dev.devledger.application.sync.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.simulation.World;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The names by which people tell time entries apart when they decide on one. */
class EntityKeysTest {
    private static final Instant START = Instant.parse("2026-03-01T22:50:00Z");
    private static final UUID ENTRY = new UUID(0, 1);

    private final World world = new World();
    private final EntityRef project = world.project("Website", ProjectStatus.ACTIVE, Placement.LIST, "");
    private final EntityRef task = world.task(project, "Fix login");

    private String name(@Nullable EntityRef of, String person, @Nullable Instant end, @Nullable String note) {
        UUID taskId = of != null && of.kind() == EntityRef.Kind.TASK ? of.id() : null;
        TimeEntryView entry = new TimeEntryView(
                ENTRY,
                "E-3",
                taskId,
                null,
                of == null ? null : project.id(),
                null,
                new TimeEntryView.WorkedBy("U-4", person),
                null,
                START,
                end,
                ZoneId.of("Europe/Berlin"),
                0,
                end == null,
                note,
                new TreeSet<>(),
                false,
                false,
                false,
                START,
                START,
                null,
                1,
                List.of(),
                List.of());
        EntityKeys keys =
                new EntityKeys(world.views.projects(), world.views.tasks(), ids -> List.of(entry), ids -> List.of());
        Map<UUID, EntityKeys.KeyedName> called = keys.called(Stream.of(EntityRef.entry(ENTRY), null));
        assertThat(called.get(ENTRY).key()).isEqualTo("E-3");
        return called.get(ENTRY).name();
    }

    @Test
    void an_entry_is_called_by_its_moment_its_place_and_whose_it_is() {
        Instant end = START.plusSeconds(20 * 60 + 59);
        assertThat(name(task, "Ana", end, "reviewed it"))
                .isEqualTo("2026-03-01 23:50, 20 min, T-2 Fix login, Ana: reviewed it");
        assertThat(name(task, "Ben", null, null)).isEqualTo("2026-03-01 23:50, still running, T-2 Fix login, Ben");
        assertThat(name(project, "Ben", end, "")).isEqualTo("2026-03-01 23:50, 20 min, P-1 Website, Ben");
        assertThat(name(null, "Ben", START, "of\n nothing")).isEqualTo("2026-03-01 23:50, 0 min, Ben: of nothing");
        assertThat(name(null, "Ana", end, "x".repeat(200)))
                .startsWith("2026-03-01 23:50, 20 min, Ana: xxx")
                .hasSizeLessThan(100);
    }

    @Test
    void one_that_the_ledger_does_not_have_is_called_by_its_moment() {
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        assertThat(EntityKeys.name(START, START.plusSeconds(60), zone, "there\talone"))
                .isEqualTo("2026-03-02 04:20, 1 min: there alone");
        assertThat(EntityKeys.name(START, null, zone, "")).isEqualTo("2026-03-02 04:20, still running");
    }
}
