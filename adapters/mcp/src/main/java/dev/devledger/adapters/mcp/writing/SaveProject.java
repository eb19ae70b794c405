package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.FieldArguments;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteContext.ItemRules;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When.Schedule;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

record SaveProject(
        CheckedLedger writes,
        Projects projects,
        ProjectLocks locks,
        ProjectNames names,
        WrittenItems written,
        PlacementRules placing,
        ProjectQueries queries,
        BillingRefs billing,
        ZoneId zone)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "save_project",
            "Create or change a project",
            "Without project: create a project. With project: change only the fields that you give. Give a reason"
                    + " when you change the status.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            Scope.WRITE,
            WriteSchema.input(ProjectInput.ALL.schema()),
            WriteSchema.output());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    @Override
    public WriteAction<?> read(Arguments arguments) {
        ProjectEdit edit = edit(arguments);
        String project = arguments.text("project");
        if (project == null) {
            if (!arguments.has("name")) {
                throw arguments.wrong(
                        "name",
                        "is missing, and so is project. Give name to create a project, or project to change" + " one.");
            }
            if (arguments.has("clear")) {
                throw arguments.wrong("clear", "needs project: a new project has nothing to clear.");
            }
            ProjectDetails details = details(arguments, edit.fields());
            return new WriteAction<>(
                    writing -> create(writing, arguments, details),
                    (writing, made) -> created(writing, arguments, made));
        }
        if (arguments.flag("duplicate") && !arguments.has("name")) {
            throw arguments.wrong("duplicate", "needs name. Give a name, or leave out duplicate.");
        }
        if (ProjectInput.ALL.said(arguments).isEmpty() && !arguments.has("status") && !arguments.has("note")) {
            throw arguments.wrong("project", "has nothing to change. Give a field, a status or a note with it.");
        }
        return new WriteAction<>(
                writing -> change(writing, arguments, project, edit),
                (writing, changed) -> changed(arguments, changed));
    }

    private ProjectDetails details(Arguments arguments, Patch<ProjectDetails> fields) {
        ProjectDetails blank =
                new ProjectDetails("", "", Priority.NONE, new TreeSet<>(), "", Schedule.none(zone), Placement.CARD);
        return ProjectDetails.KIND
                .edited(
                        blank,
                        fields.set(
                                ProjectDetails.NAME, arguments.required("name").strip()))
                .with(new PlacementArguments(placing).others(arguments));
    }

    private ProjectEdit edit(Arguments arguments) {
        PlacementArguments places = new PlacementArguments(placing);
        String called = arguments.text("project");
        ProjectInput.Call call = new ProjectInput.Call(
                arguments,
                places,
                billing,
                () -> called == null
                        ? Optional.empty()
                        : queries.find(names.named(called.strip(), arguments.place("project"))
                                .key()));
        return new ProjectEdit(
                ItemRules.of(SaveProject::field, "the project", () -> ProjectInput.ALL.patch(arguments, call)),
                places.edit(arguments));
    }

    private ProjectId create(WriteContext writing, Arguments arguments, ProjectDetails details) {
        writing.hold(List.of(), List.of());
        requireNewName(arguments, projects.violations(details), null);
        ProjectStatus status = ArgumentReader.word(ProjectStatus.class, arguments, "status");
        ProjectStatus first = status == null ? ProjectStatus.PLANNED : status;
        String reason = arguments.text(WriteSchema.REASON);
        String why = status == null ? null : reason; // without a status, the reason is the reason of the creation
        String note = arguments.text("note");
        return ItemRules.of(SaveProject::field, "the project", () -> {
            ProjectId project = projects.create(writing.changes(), details, first, why);
            if (note != null) {
                projects.addFirstNote(writing.changes(), project, note);
            }
            return project;
        });
    }

    private WriteResult created(WriteContext writing, Arguments arguments, ProjectId made) {
        List<WrittenItem> items = written.newProjects(made.value(), writing.dryRun());
        String unseen = WrittenItems.unseen(1, items);
        return WriteResult.of(
                new WriteSummary("created", "create", "1 project"),
                items,
                unseen == null ? warning(arguments) : unseen);
    }

    /**
     * Requires a name that no project has, and reserves the name until the transaction ends. Refuses an invalid name
     * before the search.
     */
    private void requireNewName(Arguments arguments, Violations violations, @Nullable UUID of) {
        String name = arguments.text("name");
        if (name == null || arguments.flag("duplicate")) {
            return;
        }
        ItemRules.of(SaveProject::field, "the project", () -> {
            violations.rejectIfAny();
            return name;
        });
        locks.ownName(NormalizedName.of(name));
        names.requireNew(name, of);
    }

    private record Changed(String key, ProjectId project) {}

    private Changed change(WriteContext writing, Arguments arguments, String called, ProjectEdit edit) {
        String key = names.named(called.strip(), arguments.place("project")).key();
        ItemLocks.LockedItems held = writing.hold(List.of(key), List.of());
        ProjectStatus status = ArgumentReader.word(ProjectStatus.class, arguments, "status");
        String reason = arguments.text(WriteSchema.REASON);
        String note = arguments.text("note");
        ProjectLocks.Locked locked = Objects.requireNonNull(held.projects().get(key));
        ProjectId project = locked.project();
        String id = project.toString();
        if (!locked.deleted()) {
            requireNewName(arguments, projects.violations(edit), project.value());
        }
        return ItemRules.of(SaveProject::field, key, () -> {
            if (!ProjectInput.ALL.said(arguments).isEmpty()) {
                projects.edit(writing.changes(), id, edit, null);
            }
            if (status != null) {
                projects.changeStatus(writing.changes(), id, status, reason, null);
            }
            if (note != null) {
                projects.addNote(writing.changes(), id, note, null);
            }
            return new Changed(key, project);
        });
    }

    private WriteResult changed(Arguments arguments, Changed changed) {
        List<WrittenItem> items = written.projects(List.of(changed.project().value()));
        return WriteResult.of(
                new WriteSummary("changed", "change", "project " + changed.key()),
                items,
                joined(warning(arguments), left(items)));
    }

    /** Returns a hint about tasks that are still open in a closed project. */
    private static @Nullable String left(List<WrittenItem> items) {
        return items.stream()
                .filter(each -> each.openTasks() > 0)
                .map(each ->
                        "%s is %s, but it still has %s. Finish them with complete_tasks, or move them with move_tasks."
                                .formatted(
                                        each.key(), each.status(), WriteSummary.count(each.openTasks(), "open task")))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String joined(@Nullable String one, @Nullable String other) {
        return one == null || other == null ? (one == null ? other : one) : one + " " + other;
    }

    private static String field(String field) {
        return field.equals("text") ? "note" : RuleWords.snake(field);
    }

    /** Returns a warning about a missing reason. A missing reason is no error, as the caller may not know it. */
    private static @Nullable String warning(Arguments arguments) {
        ProjectStatus to = ArgumentReader.word(ProjectStatus.class, arguments, "status");
        String reason = arguments.text(WriteSchema.REASON);
        if (to == null || (reason != null && !reason.isBlank())) {
            return null;
        }
        return to == ProjectStatus.BLOCKED || to == ProjectStatus.ABANDONED
                ? "No reason was given for %s. Ask the user why, and store the answer with save_project note."
                        .formatted(ToolJson.word(to))
                : null;
    }

    /** The arguments of a call for the fields of a project. */
    static final class ProjectInput {
        static final FieldArguments<ProjectDetails, Call> ALL = of(ProjectDetails.KIND);

        private ProjectInput() {}

        /** @param now the project as it is; empty for a new project */
        record Call(
                Arguments given,
                PlacementArguments placements,
                BillingRefs billing,
                Supplier<Optional<ProjectView>> now) {

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
}
