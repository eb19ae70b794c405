package dev.devledger.application.time;

import dev.devledger.application.query.LinkView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time entry as the read model holds it; the components are the fields of docs/contract.md, section 7.
 *
 * @param projectId that of the task, where there is one
 * @param seconds whole ones; of a running one up to the moment of the answer
 * @param locked whether a service keeps it from being changed
 */
public record TimeEntryView(
        UUID id,
        String key,
        @Nullable UUID taskId,
        @Nullable String taskKey,
        @Nullable UUID projectId,
        @Nullable String projectKey,
        Who person,
        Instant start,
        @Nullable Instant end,
        ZoneId timeZone,
        long seconds,
        boolean running,
        @Nullable String note,
        SortedSet<String> tags,
        boolean billable,
        boolean billed,
        boolean locked,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        long version,
        List<LinkView> links,
        List<Warning> warnings) {

    public TimeEntryView withWarnings(List<Warning> others) {
        return new TimeEntryView(
                id,
                key,
                taskId,
                taskKey,
                projectId,
                projectKey,
                person,
                start,
                end,
                timeZone,
                seconds,
                running,
                note,
                tags,
                billable,
                billed,
                locked,
                createdAt,
                updatedAt,
                deletedAt,
                version,
                links,
                others);
    }

    public record Who(String key, String name) {}

    /**
     * What is unusual about it, and stays so.
     *
     * @param code {@code overlap}, {@code long}, {@code negative} or {@code future}
     * @param entries the keys of the first ten that it overlaps; none with the other codes
     */
    public record Warning(String code, List<String> entries) {}
}
