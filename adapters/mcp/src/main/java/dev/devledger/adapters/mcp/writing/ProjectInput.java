package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.FieldArguments;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.project.ProjectDetails;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The arguments of a call for the fields of a project. */
final class ProjectInput {
    static final FieldArguments<ProjectDetails, Call> ALL = of(ProjectDetails.KIND);

    private ProjectInput() {}

    /** @param now the project as it is; empty for a new project */
    record Call(
            Arguments given, PlacementArguments placements, BillingRefs billing, Supplier<Optional<ProjectView>> now) {

        CustomerId customer() {
            return billing.customer(given.required("customer"), key(ProjectView::customer));
        }

        ServiceId service() {
            return billing.service(given.required("service"), key(ProjectView::service));
        }

        private @Nullable String key(Function<ProjectView, ProjectView.@Nullable Billed> billed) {
            return now.get().map(billed).map(ProjectView.Billed::key).orElse(null);
        }
    }

    static FieldArguments<ProjectDetails, Call> of(EntityKind<ProjectDetails> kind) {
        return FieldArguments.<ProjectDetails, Call>of(kind)
                .beside("project", WriteSchema.project())
                .name(ProjectDetails.NAME)
                .beside("status", Schema.oneOf("planned", "active", "paused", "blocked", "completed", "abandoned"))
                .field(ProjectDetails.DESCRIPTION, WriteSchema.markdown())
                .field(ProjectDetails.DUE_DATE, Schema.text(40).described(WriteSchema.INSTANT))
                .field(ProjectDetails.START_DATE)
                .field(ProjectDetails.PRIORITY)
                .field(ProjectDetails.TAGS)
                .field(ProjectDetails.REPOSITORY_URL, Schema.text(2000))
                .field(
                        ProjectDetails.PLACEMENT,
                        Schema.oneOf("card", "list", "none").described("In TickTick"),
                        call -> call.placements().own(call.given()))
                .also(
                        "placements",
                        Schema.mapOf(Schema.text()).described("By connector"),
                        ProjectDetails.PLACEMENT,
                        call -> call.placements().own(call.given()))
                .field(ProjectDetails.CUSTOMER, Schema.text(500).described("Key or name"), Call::customer)
                .field(ProjectDetails.SERVICE, Schema.text(500), Call::service)
                .field(ProjectDetails.BILLABLE, Schema.flag())
                .others(Set.of(ProjectDetails.TIME_ZONE, ProjectDetails.PLACEMENTS))
                .beside("note", Schema.text(10_000))
                .beside("duplicate", Schema.flag().described("Allow a used name"))
                .clear();
    }
}
