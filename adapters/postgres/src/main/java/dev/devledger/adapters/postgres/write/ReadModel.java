package dev.devledger.adapters.postgres.write;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which tables each projection builds. */
public final class ReadModel {

    /** What projections could not apply; all of them share it. */
    public static final String PARKED = "parked_event";

    private static final Map<String, List<String>> TABLES = Map.of(
            "projects", List.of("dev_projects", "project_versions"),
            "tasks", List.of("tasks", "task_versions"),
            "people", List.of("people", "person_versions"),
            "billing", List.of("customers", "customer_versions", "services", "service_versions"),
            "time-entries", List.of("time_entries", "time_entry_versions", "worked_time"),
            "notes", List.of("notes"),
            "claims", List.of("claims", "claim_versions"),
            "history", List.of("history"),
            "sync",
                    List.of(
                            "sync_links",
                            "sync_given_up",
                            "sync_former_object",
                            "sync_foreign_object",
                            "sync_delete",
                            "sync_conflicts",
                            "sync_notes",
                            "sync_entry_links"));

    private ReadModel() {}

    public static List<String> tables(Collection<String> projections) {
        return projections.stream()
                .flatMap(projection -> {
                    List<String> tables = TABLES.get(projection);
                    if (tables == null) {
                        throw new IllegalArgumentException("There is no table of the projection " + projection);
                    }
                    return tables.stream();
                })
                .sorted()
                .toList();
    }
}
