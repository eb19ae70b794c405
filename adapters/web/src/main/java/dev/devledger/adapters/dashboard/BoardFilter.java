package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
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

    private static final String PRIORITY = "priority";
    private static final String TAG = "tag";
    private static final String TEXT = "q";
    private static final String SORT = "sort";

    static BoardFilter of(Asked asked) {
        List<ProjectStatus> statuses = statuses(asked);
        return new BoardFilter(
                asked,
                statuses,
                new ProjectFilter(
                        Set.copyOf(statuses),
                        asked.word(PRIORITY, Priority.class),
                        asked.text(TAG),
                        asked.words(TEXT),
                        null,
                        false,
                        order(asked).sort()));
    }

    private static List<ProjectStatus> statuses(Asked asked) {
        if (ALL_FINISHED.equals(asked.text(STATUS))) {
            return StatusWord.FINISHED;
        }
        List<ProjectStatus> only = asked.each(STATUS, ProjectStatus.class);
        return only.isEmpty() ? StatusWord.UNFINISHED : only;
    }

    static BoardOrder order(Asked asked) {
        return BoardOrder.of(SORT, asked.text(SORT));
    }

    ProjectFilter ofAnyStatus() {
        return new ProjectFilter(
                Set.of(),
                projects.priority(),
                projects.tag(),
                projects.texts(),
                projects.updatedSince(),
                projects.deleted(),
                projects.sort());
    }

    /** Whether nothing is left out but by the status. */
    static boolean isWhole(Asked asked) {
        return Stream.of(PRIORITY, TAG, TEXT, NEED).allMatch(name -> asked.text(name) == null);
    }

    /** The address of the same board with nothing left out, in the same order. */
    static String all(Asked asked) {
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.keySet().retainAll(List.of(SORT, Asked.AS_OF));
        return new Asked(asked.path(), kept).with(Asked.CURSOR, null);
    }
}
