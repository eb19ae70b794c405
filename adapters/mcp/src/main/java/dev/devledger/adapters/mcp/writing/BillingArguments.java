package dev.devledger.adapters.mcp.writing;

import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.field.Patch;
import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.application.billing.BillingRefs;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.domain.project.ProjectBilling;
import dev.devledger.domain.shared.SetTo;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom a project is to be for, as a call says it. */
record BillingArguments(BillingRefs refs, ProjectQueries projects) {

    /** @param project the key of the project as it is; null of a new one */
    Patch<ProjectDetails> edit(Arguments arguments, Supplier<@Nullable String> project) {
        return Patch.<ProjectDetails>none()
                .with(
                        ProjectDetails.CUSTOMER,
                        called(arguments, "customer", refs::customer, project, ProjectView::customer))
                .with(
                        ProjectDetails.SERVICE,
                        called(arguments, "service", refs::service, project, ProjectView::service))
                .with(
                        ProjectDetails.BILLABLE,
                        arguments.has("billable") ? new SetTo<>(arguments.flag("billable")) : null);
    }

    private <T> @Nullable SetTo<T> called(
            Arguments arguments,
            String field,
            BiFunction<String, @Nullable String, T> found,
            Supplier<@Nullable String> project,
            Function<ProjectView, ProjectView.@Nullable Billed> billed) {
        String name = arguments.text(field);
        T value = name == null ? null : found.apply(name, now(project.get(), billed));
        return ArgumentReader.wish(arguments, field, value);
    }

    private @Nullable String now(@Nullable String project, Function<ProjectView, ProjectView.@Nullable Billed> billed) {
        return project == null
                ? null
                : projects.find(project)
                        .map(billed)
                        .map(ProjectView.Billed::key)
                        .orElse(null);
    }
}
