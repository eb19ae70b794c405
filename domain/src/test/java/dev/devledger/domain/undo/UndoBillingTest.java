package dev.devledger.domain.undo;

import static dev.devledger.domain.undo.Given.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UndoBillingTest {
    private static final CustomerId ACME = new CustomerId(new UUID(7, 1));
    private static final CustomerId OTHER = new CustomerId(new UUID(7, 2));
    private static final ServiceId DESIGN = new ServiceId(new UUID(7, 1));
    private static final BillingDetails DETAILS = new BillingDetails("Acme", "", false);
    private static final BillingEvent MADE =
            new CustomerEvent.Created(ACME, new BillingKey(BillingKind.CUSTOMER, 2), DETAILS, AT);
    private static final BillingEvent NOTED =
            new CustomerEvent.Edited(ACME, Changes.of(BillingDetails.NOTES, "", "Late."), AT);

    @Test
    void what_was_made_is_deleted_and_what_was_deleted_comes_back() {
        new Given().own(MADE).sends(new BillingCommand.Delete(ACME, 5L, AT));
        new Given().own(new ServiceEvent.Deleted(DESIGN, AT)).sends(new BillingCommand.Restore(DESIGN, 5L, AT));
    }

    @Test
    void fields_go_back_and_what_others_changed_is_told() {
        new Given().own(NOTED).sends(new BillingCommand.Edit(ACME, Patch.of(BillingDetails.NOTES, ""), 5L, AT));
        BillingEvent later = new CustomerEvent.Edited(ACME, Changes.of(BillingDetails.NOTES, "Late.", "Good."), AT);
        assertThat(new Given().own(NOTED).others(later).undo().laterEdits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.field()).isEqualTo("notes"));
    }

    @Test
    void a_project_gets_back_whom_it_was_for() {
        ProjectId project = new ProjectId(new UUID(7, 7));
        Changes<ProjectDetails> changes = Changes.of(ProjectDetails.CUSTOMER, OTHER, ACME)
                .with(ProjectDetails.SERVICE, null, DESIGN)
                .with(ProjectDetails.BILLABLE, false, true);
        ProjectEdit back = new ProjectEdit(Patch.of(ProjectDetails.CUSTOMER, OTHER)
                .set(ProjectDetails.SERVICE, null)
                .set(ProjectDetails.BILLABLE, false));
        new Given()
                .project(project, false)
                .own(new ProjectEvent.Edited(project, changes, AT))
                .sends(new ProjectCommand.Edit(project, back, Given.RESERVED, 5L, AT));
    }
}
