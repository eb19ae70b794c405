package dev.devledger.adapters.services.trackingtime.json;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of TrackingTime as the sync has them. There, projects and tasks are counted each by themselves; a project's has a
 * letter before it, so that it is never taken for a task's.
 */
public final class RemoteIds {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String PROJECT = "p";

    private RemoteIds() {}

    public static String list(String project) {
        return PROJECT + project;
    }

    /** Empty where no project can have it. */
    public static Optional<String> project(String list) {
        return list.startsWith(PROJECT)
                ? Optional.of(list.substring(PROJECT.length())).filter(RemoteIds::isNumber)
                : Optional.empty();
    }

    /** Whether anything there can have it. */
    public static boolean isNumber(String id) {
        return NUMBER.matcher(id).matches();
    }
}
