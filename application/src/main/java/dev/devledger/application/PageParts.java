package dev.devledger.application;

import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renders views for people who read them outside of the pages, with the same templates. */
public interface PageParts {
    /** Returns the rules of the pages' style sheets that the views need. */
    String styles();

    /** @param more the number of tasks in no column */
    String board(Label project, List<Column> columns, int more);

    String undo(Undo undo);

    /** Renders the open conflicts, with their choices. */
    String conflicts();

    /** Renders the worked time of the ledger's owner. */
    String day(LocalDate day);

    /**
     * @param count the number of tasks, of which some may not be shown
     * @param tasks the first tasks
     */
    record Column(String title, int count, List<TaskView> tasks) {
        public Column {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * @param changes the first changes that the undo would make
     * @param count the number of all changes
     * @param refusal the reason why the undo is refused; null if it is not
     * @param forceHelps true if force would undo the later changes too
     */
    record Undo(
            List<UUID> changeSets,
            List<HistoryView> changes,
            int count,
            @Nullable String refusal,
            boolean forceHelps) {
        public Undo {
            changeSets = List.copyOf(changeSets);
            changes = List.copyOf(changes);
        }
    }
}
