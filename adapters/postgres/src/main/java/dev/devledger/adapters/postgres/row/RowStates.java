package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.write.PostgresGenerations;
import dev.devledger.application.ledger.axon.CommandEngine.StreamState;
import dev.devledger.application.projection.EntityRow;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.task.Task;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/**
 * Reads the state of a task or project from its row instead of its events, as the row has all that decisions need. A
 * row counts if the newest event of the stream made it (version and position are equal), if it is of the newest
 * generation, and if no replay will rebuild it. So a row does not count if an event of it is parked, if other code made
 * it, or if it contains the replacement for characters that PostgreSQL cannot store.
 */
public final class RowStates {

    private final JdbcClient jdbc;
    private final RowTable<Task> tasks;
    private final RowTable<Project> projects;

    public RowStates(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.tasks = TaskRows.of(database);
        this.projects = ProjectRows.of(database);
    }

    /**
     * Returns a query for a row of {@code table} by id, which finds only a row that counts.
     *
     * @param projections the projections that write the columns to be read
     */
    static String counting(String table, List<String> projections) {
        return """
                select %1$s.* from %1$s
                cross join lateral (
                  select position, stream_version from event
                  where stream_id = :stream order by stream_version desc limit 1) newest
                where id = :id
                  and newest.position = %1$s.position and newest.stream_version = %1$s.version - 1
                  and position(chr(65533) in cast(%1$s as text)) = 0
                  and not exists (
                    select from projection_replay where state = 'running' and name in ('all', %2$s))
                  and not exists (select from parked_event where stream_id = :stream and projection in (%2$s))
                  and %3$s
                """.formatted(
                        table,
                        projections.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")),
                        PostgresGenerations.whole(projections));
    }

    /**
     * Returns the row as a snapshot event, in place of all events of the stream; empty for an unreadable row, so that
     * the events count.
     */
    public Optional<DomainEventMessage<?>> find(String stream) {
        try {
            return read(stream);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            UnreadableValues.tell("The row of " + stream, e);
            return Optional.empty();
        }
    }

    private Optional<DomainEventMessage<?>> read(String stream) {
        if (tasks.needs(stream)) {
            return tasks.newest(stream, List.of("tasks"))
                    .map(row -> message(stream, row.revision().version(), row.state()));
        }
        if (projects.needs(stream)) {
            return projects.newest(stream, List.of("projects", "notes"))
                    .map(row -> message(stream, row.revision().version(), withNotes(row)));
        }
        return Optional.empty();
    }

    private Set<UUID> retracted(UUID project) {
        return jdbc.sql("select id from notes where entity_id = :project and retracted_at is not null")
                .param("project", project)
                .query(UUID.class)
                .set();
    }

    /** Adds the retracted notes, which have rows of their own. */
    public Project withNotes(EntityRow<Project> row) {
        Project.Present last = row.state().last();
        return row.state()
                .now(new Project.Present(
                        last.status(), last.statusReason(), last.details(), retracted(row.entity()), last.version()));
    }

    private static DomainEventMessage<?> message(String stream, long version, Object state) {
        return new GenericDomainEventMessage<>(null, stream, version - 1, new StreamState(state));
    }
}
