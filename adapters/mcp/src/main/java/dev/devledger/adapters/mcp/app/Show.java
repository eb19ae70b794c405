package dev.devledger.adapters.mcp.app;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.PageParts.Undo;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.undo.UndoRefused;
import dev.devledger.domain.directory.Person.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows a view of the ledger to the person: the board of a project, an undo, the conflicts, or a day. */
public record Show(ToolPorts ports, Board board) implements Tool {
    private static final int MOST = 50;
    private static final int LONGEST = 2_000;

    private static final Declaration DECLARATION = new Declaration(
                    "show",
                    "Show",
                    "Show the user a view: board (of project), changes (what undoing change_sets would do), conflicts, or"
                            + " day. The user can act in it.",
                    Toolset.DEFAULT,
                    Hints.READS,
                    Scope.READ,
                    Schema.closed(
                                    "view", Schema.oneOf("board", "changes", "conflicts", "day"),
                                    "project", Schema.text(500).described("P- key or exact name"),
                                    "change_sets", Schema.list(Schema.text(64), 20),
                                    "day", Schema.text(10).described("2026-03-31"))
                            .requiring("view"),
                    Schema.open("view", Schema.text()).requiring("view"))
            .shownAs(AppPage.meta());

    public Show(ToolPorts ports) {
        this(ports, new Board(ports));
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        Arguments arguments = call.arguments();
        ToolAnswer answer =
                switch (arguments.required("view")) {
                    case "board" -> board.of(arguments);
                    case "changes" -> changes(call);
                    case "conflicts" -> conflicts();
                    default -> day(arguments);
                };
        Access access = call.caller().known().access();
        boolean conflicts = answer.structured().path("view").asString("").equals("conflicts");
        if (answer.page() != null && !access.may(conflicts ? Scope.SYNC : Scope.WRITE)) {
            answer.page().put("readOnly", true);
        }
        return answer;
    }

    /** Builds an answer whose text the model reads, and whose page data only the person sees. */
    static ToolAnswer answer(String view, ObjectNode data, String text) {
        return new ToolAnswer(ToolJson.object().put("view", view), Quoted.cut(text, LONGEST), data.put("view", view));
    }

    /** Plans an undo, for which locks are held: a caller who may only read must not hold up the writers. */
    private ToolAnswer changes(ToolCall call) {
        Access access = call.caller().known().access();
        if (!access.may(Scope.WRITE)) {
            throw AccessRefused.without(Scope.WRITE, access);
        }
        List<UUID> changeSets = call.arguments().texts("change_sets").stream()
                .map(text -> id(call.arguments(), text))
                .toList();
        if (changeSets.isEmpty()) {
            throw call.arguments().wrong("change_sets", "is missing. get_history gives the changeSet of each entry.");
        }
        try {
            List<HistoryView> undone = ports.ledger()
                    .write(Ledger.Write.of(
                                    call.by(null, call.caller().agent()),
                                    changes -> ports.undoChangeSets().undo(changes, changeSets, false),
                                    done -> ports.historyQueries()
                                            .list(
                                                    HistoryFilter.ofChangeSet(done.changeSet()),
                                                    new PageRequest(PageRequest.MAX_LIMIT, null))
                                            .items())
                            .rehearsed())
                    .answer();
            List<HistoryView> first = undone.reversed().stream().limit(MOST).toList();
            return changes(
                    new Undo(changeSets, first, undone.size(), null, false),
                    undone.size() + " things would change. The user decides in the view.");
        } catch (UndoRefused refused) {
            String edits = RuleWords.laterEdits(refused);
            String told = edits.replace("With force=true,", "If you undo it anyway,");
            return changes(
                    new Undo(changeSets, List.of(), 0, told, refused.forceHelps()),
                    "Later edits stand in the way: " + edits);
        }
    }

    private static UUID id(Arguments arguments, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw arguments.wrong("change_sets", "has " + Quoted.sent(text) + ", which is no change set.");
        }
    }

    private ToolAnswer changes(Undo undo, String text) {
        ObjectNode data = ToolJson.object().put("html", ports.pageParts().undo(undo));
        ArrayNode ids = data.putArray("change_sets");
        undo.changeSets().forEach(each -> ids.add(each.toString()));
        return answer("changes", data, text);
    }

    private ToolAnswer conflicts() {
        int open = ports.conflicts()
                .list(null, ConflictView.State.OPEN, new PageRequest(MOST, null))
                .items()
                .size();
        ObjectNode data = ToolJson.object().put("html", ports.pageParts().conflicts());
        return answer("conflicts", data, open + " open conflicts. The user decides in the view.");
    }

    private ToolAnswer day(Arguments arguments) {
        LocalDate day = date(arguments);
        Instant begin = day.atStartOfDay(ports.zone()).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ports.zone()).toInstant();
        List<TimeEntryView> entries = ports
                .timeEntryQueries()
                .list(
                        TimeEntryFilter.ALL.with(to -> {
                            to.person = PersonId.OWNER.toString();
                            to.from = begin;
                            to.to = end;
                        }),
                        new PageRequest(PageRequest.MAX_LIMIT, null))
                .items()
                .stream()
                .sorted(Comparator.comparing(TimeEntryView::start))
                .toList();
        ObjectNode data = ToolJson.object()
                .put("day", day.toString())
                .put("html", ports.pageParts().day(day));
        ArrayNode items = data.putArray("entries");
        entries.forEach(each -> items.add(entry(each)));
        long total = entries.stream().mapToLong(TimeEntryView::seconds).sum();
        return answer("day", data, "%d entries on %s, %d minutes.".formatted(entries.size(), day, total / 60));
    }

    /** Returns what the form of an entry begins with. */
    private static ObjectNode entry(TimeEntryView entry) {
        ObjectNode item = ToolJson.object()
                .put("key", entry.key())
                .put("start", entry.start().toString())
                .put("billable", entry.billable())
                .put("version", entry.version());
        if (entry.end() != null) {
            item.put("end", entry.end().toString());
        }
        String on = entry.taskKey() == null ? entry.projectKey() : entry.taskKey();
        item.put("on", on).put("note", entry.note()).put("tags", String.join(", ", entry.tags()));
        return item;
    }

    private LocalDate date(Arguments arguments) {
        String day = arguments.text("day");
        try {
            return day == null ? LocalDate.now(ports.clock().withZone(ports.zone())) : LocalDate.parse(day);
        } catch (DateTimeParseException wrong) {
            throw arguments.wrong("day", "is not a date. Use 2026-03-31.");
        }
    }
}
