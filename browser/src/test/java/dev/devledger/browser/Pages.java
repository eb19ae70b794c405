package dev.devledger.browser;

import java.util.Locale;

/** Every page. A new one is a line here: it is then checked with axe and hostile names, and its pictures are taken. */
enum Pages {
    BOARD("/"),
    BOARD_OF_ONE_STATUS("/?status=paused"),
    BOARD_OF_NOTHING("/?q=nothing-is-called-so"),
    NEEDS("/needs"),
    BOARD_OF_THEN("/?asOf={position}"),
    PROJECT("/projects/{project}?all=true"),
    PROJECT_BOARD("/projects/{project}?show=board"),
    PROJECT_ACTIVITY("/projects/{project}?tab=activity"),
    PROJECT_TIME("/projects/{project}?tab=time"),
    PROJECT_SETTINGS("/projects/{project}?tab=settings"),
    PROJECT_OF_THEN("/projects/{project}?asOf={position}"),
    TASK("/tasks/{task}"),
    TASKS("/tasks"),
    TASKS_READY("/tasks?view=ready&group=project"),
    TASKS_OF_THEN("/tasks?asOf={position}"),
    HISTORY("/history"),
    HISTORY_OF_THEN("/history?asOf={position}"),
    HISTORY_OF_NOTHING("/history?q=nothing-is-called-so"),
    CHANGE_SET("/change-sets/{changeSet}"),
    CONFLICTS("/conflicts"),
    CONFLICT("/conflicts/{conflict}"),
    SETTLED("/conflicts?state=applied"),
    SYNC("/sync"),
    AGENTS("/agents"),
    DIFFERENCES("/diff?from=1&to={position}"),
    SEARCH("/search?q=a"),
    TIME_OF_A_DAY("/time?day=2026-11-25"),
    TIME_OF_A_WEEK("/time?week=2026-11-25"),
    TIME_IN_TOTAL("/time/totals?from=2026-11-23&to=2026-11-29"),
    TIME_OF_THEN("/time?week=2026-11-25&asOf={position}"),
    LEDGER("/ledger"),
    TOKENS("/tokens"),
    IMPORT("/import");

    private final String path;

    Pages(String path) {
        this.path = path;
    }

    String path(Scene scene) {
        return path.replace("{project}", scene.project())
                .replace("{task}", scene.task())
                .replace("{changeSet}", scene.changeSet())
                .replace("{conflict}", scene.conflict())
                .replace("{position}", Long.toString(scene.position()));
    }

    /** As a part of the name of a file. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
