package dev.devledger.adapters.dashboard;

import dev.devledger.domain.project.ProjectStatus;
import java.util.List;
import java.util.Locale;

/** A status as it is shown: {@code word} is that of the API. */
record StatusWord(String word, String title) {
    /** In which work goes on, from left to right. */
    static final List<ProjectStatus> UNFINISHED =
            List.of(ProjectStatus.PLANNED, ProjectStatus.ACTIVE, ProjectStatus.PAUSED, ProjectStatus.BLOCKED);

    static final List<ProjectStatus> FINISHED = List.of(ProjectStatus.COMPLETED, ProjectStatus.ABANDONED);

    static StatusWord of(Enum<?> status) {
        String word = status.name().toLowerCase(Locale.ROOT);
        return new StatusWord(word, Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
}
