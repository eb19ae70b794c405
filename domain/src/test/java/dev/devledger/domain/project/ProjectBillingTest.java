package dev.devledger.domain.project;

import static dev.devledger.domain.project.ProjectSamples.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProjectBillingTest {
    private static final CustomerId ACME = new CustomerId(new UUID(1, 1));
    private static final ServiceId DESIGN = new ServiceId(new UUID(1, 2));

    private static ProjectDetails edited(ProjectDetails project, Patch<ProjectDetails> billing) {
        return ProjectDetails.KIND.edited(project, billing);
    }

    private static final ProjectDetails FOR_ACME = edited(
            named("Ledger"),
            Patch.of(ProjectDetails.CUSTOMER, ACME)
                    .set(ProjectDetails.SERVICE, DESIGN)
                    .set(ProjectDetails.BILLABLE, true));

    @Test
    void a_project_is_for_nobody_unless_it_is_said() {
        assertThat(named("Ledger").billing()).isEqualTo(new ProjectBilling(null, null, false));
        assertThat(FOR_ACME.billing()).isEqualTo(new ProjectBilling(ACME, DESIGN, true));
    }

    @Test
    void what_is_not_said_stays_and_null_clears() {
        assertThat(edited(FOR_ACME, Patch.of(ProjectDetails.CUSTOMER, null)).billing())
                .isEqualTo(new ProjectBilling(null, DESIGN, true));
        assertThat(edited(FOR_ACME, Patch.of(ProjectDetails.SERVICE, null).set(ProjectDetails.BILLABLE, null))
                        .billing())
                .isEqualTo(new ProjectBilling(ACME, null, false));
    }

    @Test
    void changes_lead_from_the_one_to_the_other() {
        Changes<ProjectDetails> changes = ProjectDetails.KIND.between(named("Ledger"), FOR_ACME);
        assertThat(changes.get(ProjectDetails.CUSTOMER)).isEqualTo(new Change<>(null, ACME));
        assertThat(ProjectDetails.KIND.changed(named("Ledger"), changes)).isEqualTo(FOR_ACME);
        assertThat(changes.list())
                .containsExactly(
                        new FieldChange("customer", null, ACME),
                        new FieldChange("service", null, DESIGN),
                        new FieldChange("billable", false, true));
        assertThat(ProjectDetails.KIND.between(FOR_ACME, FOR_ACME).list()).isEmpty();
        assertThat(ProjectDetails.KIND.changed(FOR_ACME, ProjectDetails.KIND.between(FOR_ACME, named("Ledger"))))
                .isEqualTo(named("Ledger"));
    }
}
