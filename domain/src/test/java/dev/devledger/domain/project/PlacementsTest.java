package dev.devledger.domain.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The place of a project in services other than the one of its placement. */
class PlacementsTest {
    private static final PlacementRules RULES = rules(Placement.LIST);

    private static PlacementRules rules(Placement first) {
        SortedMap<String, PlacementRules.Service> others = new TreeMap<>();
        others.put("clickup", new PlacementRules.Service(new TreeSet<>(Set.of(Placement.LIST, Placement.NONE)), first));
        return new PlacementRules("ticktick", others);
    }

    private static ProjectDetails project(Placement placement, Map<String, Placement> said) {
        return new ProjectDetails(
                "Ledger",
                "",
                Priority.NONE,
                new TreeSet<>(),
                "",
                Schedule.none(ZoneOffset.UTC),
                placement,
                new TreeMap<>(said),
                ProjectBilling.NONE);
    }

    private static ProjectDetails edited(
            ProjectDetails project, @Nullable Placement placement, Map<String, SetTo<Placement>> said) {
        return new ProjectEdit(
                        Patch.<ProjectDetails>none()
                                .with(ProjectDetails.PLACEMENT, placement == null ? null : new SetTo<>(placement)),
                        RULES.edit(new TreeMap<>(said)))
                .applyTo(project);
    }

    @Test
    void a_service_that_is_not_named_stays_as_it_is() {
        ProjectDetails both = project(Placement.CARD, Map.of());
        assertThat(edited(both, null, Map.of("clickup", new SetTo<>(Placement.NONE))))
                .isEqualTo(project(Placement.CARD, Map.of("clickup", Placement.NONE)));
        assertThat(edited(both, Placement.NONE, Map.of()))
                .isEqualTo(project(Placement.NONE, Map.of("clickup", Placement.LIST)));
        assertThat(edited(project(Placement.NONE, Map.of()), Placement.CARD, Map.of()))
                .isEqualTo(project(Placement.CARD, Map.of("clickup", Placement.NONE)));
    }

    @Test
    void what_is_so_already_is_not_said_again() {
        ProjectDetails both = project(Placement.CARD, Map.of());
        assertThat(edited(both, null, Map.of("clickup", new SetTo<>(Placement.LIST))))
                .isEqualTo(both);
        assertThat(edited(both, Placement.LIST, Map.of())).isEqualTo(project(Placement.LIST, Map.of()));
    }

    @Test
    void what_was_said_can_be_taken_back() {
        ProjectDetails out = project(Placement.CARD, Map.of("clickup", Placement.NONE));
        assertThat(edited(out, null, Map.of("clickup", new SetTo<>(null))))
                .isEqualTo(project(Placement.CARD, Map.of()));
    }

    @Test
    void a_new_project_is_where_new_ones_are_unless_something_else_is_said() {
        ProjectDetails plain = project(Placement.CARD, Map.of());
        assertThat(RULES.ofNew(plain)).isEqualTo(plain);
        PlacementRules out = rules(Placement.NONE);
        assertThat(out.ofNew(plain)).isEqualTo(project(Placement.CARD, Map.of("clickup", Placement.NONE)));
        ProjectDetails wanted = project(Placement.CARD, Map.of("clickup", Placement.LIST));
        assertThat(out.ofNew(wanted)).isEqualTo(wanted);
        ProjectDetails inside = project(Placement.NONE, Map.of());
        assertThat(out.ofNew(inside)).isEqualTo(inside);
    }

    @Test
    void each_service_is_a_field_of_its_own() {
        Changes<ProjectDetails> changes = ProjectDetails.KIND.between(
                project(Placement.CARD, Map.of()), project(Placement.CARD, Map.of("clickup", Placement.NONE)));
        assertThat(changes.list()).containsExactly(new FieldChange("placements.clickup", null, Placement.NONE));
        assertThat(ProjectDetails.places(changes)).isTrue();
    }
}
