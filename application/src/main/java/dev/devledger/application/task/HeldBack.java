package dev.devledger.application.task;

import dev.devledger.domain.project.ProjectStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A project whose status keeps tasks from being ready. */
public record HeldBack(String key, String name, ProjectStatus status) {
    /** So many are told of. */
    public static final int MOST = 3;

    /** What to tell who finds nothing that is ready, null where there is nothing to tell. */
    public static @Nullable String hint(List<HeldBack> projects) {
        return projects.isEmpty()
                ? null
                : "Nothing is ready, since tasks that would be are in projects that are not active: "
                        + projects.stream().limit(MOST).map(HeldBack::told).collect(Collectors.joining(", "))
                        + (projects.size() > MOST ? " and others" : "")
                        + ". Set the status of a project to active to work on its tasks.";
    }

    private String told() {
        return "%s %s (%s)".formatted(key, name, status.name().toLowerCase(Locale.ROOT));
    }
}
