package dev.devledger.adapters.dashboard.frame;

import dev.devledger.domain.project.ProjectStatus;
import java.util.List;
import java.util.Locale;

/** A status as it is shown: {@code word} is that of the API. */
public record StatusWord(String word, String title) {
    /** In which work goes on, from left to right. */
    public static final List<ProjectStatus> UNFINISHED =
            List.of(ProjectStatus.PLANNED, ProjectStatus.ACTIVE, ProjectStatus.PAUSED, ProjectStatus.BLOCKED);

    public static final List<ProjectStatus> FINISHED = List.of(ProjectStatus.COMPLETED, ProjectStatus.ABANDONED);

    public static StatusWord of(Enum<?> status) {
        String word = status.name().toLowerCase(Locale.ROOT);
        return new StatusWord(word, Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
}
