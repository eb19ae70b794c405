package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.SyncView;
import dev.devledger.adapters.dashboard.history.PageFactory;
import dev.devledger.adapters.dashboard.time.TimePages;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.PageParts;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.memory.ConflictView.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;

/** Renders the views that people read in a conversation with an agent, with the templates of the pages. */
public final class ConversationViews extends PageFactory implements PageParts {
    private static final PageRequest CONFLICTS = new PageRequest(50, null);

    public ConversationViews(PagePorts in) {
        super(in);
    }

    /** The tasks of a project by what can be done with them. */
    record BoardView(Label project, List<ColumnView> columns, int more, Frame frame) {

        record ColumnView(String title, int count, List<TaskLine> lines) {
            int unseen() {
                return count - lines.size();
            }
        }

        /** False for a task that is completed, or waits for others. */
        boolean isClaimable(TaskLine line) {
            boolean isFree = line.task().others().waitsFor().isEmpty();
            return line.isOpen() && (isFree || line.holder() != null);
        }

        boolean isEmpty() {
            return columns.stream().allMatch(each -> each.count() == 0);
        }

        /** Returns the key of the first open task; null without an open task. */
        @Nullable
        String first() {
            return columns.stream()
                    .flatMap(each -> each.lines().stream())
                    .filter(TaskLine::isOpen)
                    .map(line -> line.task().key())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The changes that an undo would make. */
    record UndoView(Undo undo, List<ChangeView> changes, Frame frame) {
        String title() {
            return undo.changeSets().size() == 1 ? "a change set" : sets();
        }

        String sets() {
            List<UUID> sets = undo.changeSets();
            return sets.size() == 1 ? "change set " + sets.getFirst() : sets.size() + " change sets";
        }

        String count() {
            return new CountPhrase(undo.count(), "change", "changes").toString();
        }

        int more() {
            return undo.count() - changes.size();
        }

        boolean isPossible() {
            return undo.forceHelps() || !changes.isEmpty();
        }
    }

    /** @param many the number of conflicts that can get the same choice at once */
    record ConflictsView(List<ConflictCard> cards, long many, boolean isSynced) {}

    @Override
    public String styles() {
        return PartStyles.all();
    }

    @Override
    public String board(Label project, List<Column> columns, int more) {
        Instant now = clock.instant();
        List<BoardView.ColumnView> views = columns.stream()
                .map(each -> new BoardView.ColumnView(
                        each.title(),
                        each.count(),
                        each.tasks().stream()
                                .map(task -> TaskLine.of(task, now))
                                .toList()))
                .toList();
        return html("boardview", new BoardView(project, views, more, frame()));
    }

    @Override
    public String undo(Undo undo) {
        Instant now = clock.instant();
        var names = in.entityNames()
                .of(
                        undo.changes().stream()
                                .map(entry -> entry.entity().id())
                                .distinct()
                                .toList(),
                        null);
        List<ChangeView> changes = undo.changes().stream()
                .map(entry -> new ChangeView(
                        entry, connectors, now, names.get(entry.entity().id())))
                .toList();
        return html("undoview", new UndoView(undo, changes, frame()));
    }

    @Override
    public String conflicts() {
        ConflictDescriptions told = in.toldConflicts();
        Instant now = clock.instant();
        List<ConflictCard> cards = told.list(null, State.OPEN, CONFLICTS).items().stream()
                .map(each -> ConflictCard.of(told.spoken(each), told.title(each.connector()), now))
                .toList();
        long many = cards.stream().filter(ConflictCard::isOneOfMany).count();
        return html(
                "conflictsview",
                new ConflictsView(cards, many, !in.syncs().statuses().isEmpty()));
    }

    @Override
    public String day(LocalDate day) {
        return inZone(() -> new TimePages(in).part(day, frame()));
    }

    private Frame frame() {
        return new Frame("", "", false, null, SyncView.of(in.syncs()), List.of(), null, null);
    }

    private String html(String template, Object view) {
        return inZone(() -> Templates.render("dashboard/" + template + ".jte", view));
    }

    /** Renders with the times of the pages, whichever thread asks. */
    private String inZone(Supplier<byte[]> view) {
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocaleContext(
                new SimpleTimeZoneAwareLocaleContext(Locale.ENGLISH, TimeZone.getTimeZone(in.zone())));
        try {
            return new String(view.get(), StandardCharsets.UTF_8);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }
}
