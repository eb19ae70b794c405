package dev.devledger.browser;

import java.util.function.Function;

/** Every page. A new one is a line here: it is then checked with axe and hostile names, and its pictures are taken. */
enum Pages {
    BOARD(scene -> "/"),
    BOARD_OF_ONE_STATUS(scene -> "/?status=paused"),
    BOARD_OF_NOTHING(scene -> "/?q=nothing-is-called-so"),
    BOARD_OF_THEN(scene -> "/?asOf=" + scene.position()),
    PROJECT(scene -> "/projects/" + scene.project() + "?all=true"),
    PROJECT_OF_THEN(scene -> "/projects/" + scene.project() + "?asOf=" + scene.position()),
    TASK(scene -> "/tasks/" + scene.task()),
    HISTORY(scene -> "/history"),
    HISTORY_OF_NOTHING(scene -> "/history?q=nothing-is-called-so"),
    CHANGE_SET(scene -> "/change-sets/" + scene.changeSet()),
    CONFLICTS(scene -> "/conflicts"),
    SYNC(scene -> "/sync"),
    AGENTS(scene -> "/agents");

    private final Function<Scene, String> path;

    Pages(Function<Scene, String> path) {
        this.path = path;
    }

    String path(Scene scene) {
        return path.apply(scene);
    }

    /** As a part of the name of a file. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
