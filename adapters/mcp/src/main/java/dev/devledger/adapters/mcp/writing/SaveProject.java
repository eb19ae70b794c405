package dev.devledger.adapters.mcp.writing;

import dev.devledger.domain.project.ProjectEdit;
import dev.devledger.domain.field.Patch;
import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.ItemRules;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.Result;
import dev.devledger.adapters.mcp.change.WriteAction;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteSchema;
import dev.devledger.adapters.mcp.change.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.project.Projects;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.access.Scope;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.PlacementRules;
import dev.devledger.domain.project.ProjectBilling;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.NameKey;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record SaveProject(
        LedgerWrites writes,
        Projects projects,
        ProjectLocks locks,
        ProjectNames names,
        WrittenItems written,
        PlacementRules placing,
        BillingArguments billing,
        ZoneId zone)
        implements WritingTool {
    private static final List<String> EDITED = List.of(
            "name",
            "description",
            "due_date",
            "start_date",
            "priority",
            "tags",
            "repository_url",
            "placement",
            "placements",
            "customer",
            "service",
            "billable",
            "clear");

    private static final Declaration DECLARATION = new Declaration(
            "save_project",
            "Create or change a project",
            "Without project: create a project. With project: change only the fields that you give. Give a reason"
                    + " when you change the status. note goes to its notes.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            Scope.WRITE,
            WriteSchema.input(Schema.closed(
                    "project", WriteSchema.project(),
                    "name", Schema.name(500),
                    "status", Schema.oneOf("planned", "active", "paused", "blocked", "completed", "abandoned"),
                    "description", WriteSchema.markdown(),
                    "due_date", Schema.text(40).described(WriteSchema.INSTANT),
                    "start_date", Schema.text(40),
                    "priority", WriteSchema.priority(),
                    "tags", WriteSchema.tags(),
                    "repository_url", Schema.text(2000),
                    "placement", Schema.oneOf("card", "list", "none").described("In TickTick"),
                    "placements", Schema.mapOf(Schema.text()).described("By connector"),
                    "customer", Schema.text(500).described("Key or name"),
                    "service", Schema.text(500),
                    "billable", Schema.flag(),
                    "note", Schema.text(10_000),
                    "duplicate", Schema.flag().described("Allow a used name"),
                    "clear",
                            Schema.list(Schema.oneOf(
                                    "description",
                                    "due_date",
                                    "start_date",
                                    "tags",
                                    "repository_url",
                                    "customer",
                                    "service")))),
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
            ProjectDetails details = details(arguments);
            return new WriteAction<>(
                    writing -> create(writing, arguments, details),
                    (writing, made) -> created(writing, arguments, made));
        }
        if (arguments.flag("duplicate") && !arguments.has("name")) {
            throw arguments.wrong("duplicate", "needs name. Give a name, or leave out duplicate.");
        }
        if (EDITED.stream().noneMatch(arguments::has) && !arguments.has("status") && !arguments.has("note")) {
            throw arguments.wrong("project", "has nothing to change. Give a field, a status or a note with it.");
        }
        return new WriteAction<>(
                writing -> change(writing, arguments, project, edit),
                (writing, changed) -> changed(arguments, changed));
    }

    private ProjectDetails details(Arguments arguments) {
        Priority priority = ArgumentReader.word(Priority.class, arguments, "priority");
        PlacementArguments places = new PlacementArguments(placing);
        Placement placement = places.own(arguments);
        ProjectDetails said = new ProjectDetails(
                arguments.required("name").strip(),
                arguments.text("description", ""),
                priority == null ? Priority.NONE : priority,
                ArgumentReader.tags(arguments, "tags"),
                arguments.text("repository_url", ""),
                new Schedule(
                        ArgumentReader.when(arguments, "start_date"), ArgumentReader.when(arguments, "due_date"), zone),
                placement == null ? Placement.CARD : placement,
                places.others(arguments),
                ProjectBilling.NONE);
        return ProjectDetails.KIND.edited(said, billed(arguments));
    }

    private ProjectEdit edit(Arguments arguments) {
        PlacementArguments places = new PlacementArguments(placing);
        return new ProjectEdit(Patch.<ProjectDetails>none().with(ProjectDetails.NAME, ArgumentReader.wish(arguments, "name", arguments.text("name"))).with(ProjectDetails.DESCRIPTION, ArgumentReader.wish(arguments, "description", arguments.text("description"))).with(ProjectDetails.PRIORITY, ArgumentReader.wish(arguments, "priority", ArgumentReader.word(Priority.class, arguments, "priority"))).with(ProjectDetails.TAGS, ArgumentReader.wish(
                        arguments, "tags", arguments.has("tags") ? ArgumentReader.tags(arguments, "tags") : null)).with(ProjectDetails.REPOSITORY_URL, ArgumentReader.wish(arguments, "repository_url", arguments.text("repository_url"))).with(ProjectDetails.START_DATE, ArgumentReader.wish(arguments, "start_date", ArgumentReader.when(arguments, "start_date"))).with(ProjectDetails.DUE_DATE, ArgumentReader.wish(arguments, "due_date", ArgumentReader.when(arguments, "due_date"))).with(ProjectDetails.PLACEMENT, ArgumentReader.wish(arguments, "placement", places.own(arguments))).and(billed(arguments)), places.edit(arguments));
    }

    private Patch<ProjectDetails> billed(Arguments arguments) {
        String called = arguments.text("project");
        return ItemRules.of(
                SaveProject::field,
                "the project",
                () -> billing.edit(
                        arguments,
                        () -> called == null
                                ? null
                                : names.named(called.strip(), arguments.place("project"))
                                        .key()));
    }

    private ProjectId create(WriteContext writing, Arguments arguments, ProjectDetails details) {
        writing.hold(List.of(), List.of());
        requireNewName(arguments, projects.violations(details), null);
        ProjectStatus status = ArgumentReader.word(ProjectStatus.class, arguments, "status");
        ProjectStatus first = status == null ? ProjectStatus.PLANNED : status;
        String reason = arguments.text(WriteSchema.REASON);
        String why = status == null ? null : reason; // else it is why the project is made, not why it is so
        String note = arguments.text("note");
        return ItemRules.of(SaveProject::field, "the project", () -> {
            ProjectId project = projects.create(writing.changes(), details, first, why);
            if (note != null) {
                projects.addFirstNote(writing.changes(), project, note);
            }
            return project;
        });
    }

    private Result created(WriteContext writing, Arguments arguments, ProjectId made) {
        List<WrittenItem> items = written.newProjects(made.value(), writing.dryRun());
        String unseen = WrittenItems.unseen(1, items);
        return Result.of(
                new WriteSummary("created", "create", "1 project"),
                items,
                unseen == null ? warning(arguments) : unseen);
    }

    /** Whoever asks for a name owns it until the transaction ends. What is no name is refused before anybody looks for it. */
    private void requireNewName(Arguments arguments, Violations violations, @Nullable UUID of) {
        String name = arguments.text("name");
        if (name == null || arguments.flag("duplicate")) {
            return;
        }
        ItemRules.of(SaveProject::field, "the project", () -> {
            violations.rejectIfAny();
            return name;
        });
        locks.ownName(NameKey.of(name));
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
            if (EDITED.stream().anyMatch(arguments::has)) {
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

    private Result changed(Arguments arguments, Changed changed) {
        List<WrittenItem> items = written.projects(List.of(changed.project().value()));
        return Result.of(
                new WriteSummary("changed", "change", "project " + changed.key()),
                items,
                joined(warning(arguments), left(items)));
    }

    /** The tasks that are still open in a closed project. */
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

    /** Not an error: nobody may know why. */
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
}
