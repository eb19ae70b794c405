package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which projects the board is asked for: all that are not finished, unless it says otherwise. */
record BoardFilter(Asked asked, List<ProjectStatus> statuses, ProjectFilter projects) {
    static final String STATUS = "status";
    static final String NEED = "need";

    /** The two ends beside each other. */
    static final String ALL_FINISHED = "finished";

    /** The parameters of which each may have several values. */
    static final String[] SEVERAL = {STATUS, "priority", "tag"};

    private static final String PRIORITY = "priority";
    private static final String TAG = "tag";
    private static final String DUE_AFTER = "dueAfter";
    private static final String DUE_BEFORE = "dueBefore";
    private static final String TEXT = "q";
    private static final String SORT = "sort";

    static BoardFilter of(Asked asked) {
        List<ProjectStatus> statuses = statuses(asked);
        return new BoardFilter(asked, statuses, ProjectFilter.ALL.with(to -> {
            to.statuses = Set.copyOf(statuses);
            to.priorities = asked.words(PRIORITY, Priority.class);
            to.tags = asked.texts(TAG);
            to.texts = asked.search(TEXT);
            to.dueAfter = asked.when(DUE_AFTER);
            to.dueBefore = asked.when(DUE_BEFORE);
            to.sort = order(asked).sort();
        }));
    }

    private static List<ProjectStatus> statuses(Asked asked) {
        if (ALL_FINISHED.equals(asked.text(STATUS))) {
            return StatusWord.FINISHED;
        }
        Set<ProjectStatus> only = asked.words(STATUS, ProjectStatus.class);
        return only.isEmpty() ? StatusWord.UNFINISHED : List.copyOf(only);
    }

    static BoardOrder order(Asked asked) {
        return BoardOrder.of(SORT, asked.text(SORT));
    }

    ProjectFilter ofAnyStatus() {
        return projects.with(to -> to.statuses = Set.of());
    }

    ProjectFilter needing(Instant now) {
        return projects.with(to -> to.needing = now);
    }

    /** Whether nothing is left out but by the status. */
    static boolean isWhole(Asked asked) {
        return Stream.of(PRIORITY, TAG, TEXT, DUE_AFTER, DUE_BEFORE, NEED).allMatch(name -> asked.text(name) == null);
    }

    /** The address of the same board with nothing left out, in the same order. */
    static String all(Asked asked) {
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.keySet().retainAll(List.of(SORT, Asked.AS_OF));
        return new Asked(asked.path(), kept).with(Asked.CURSOR, null);
    }
}
