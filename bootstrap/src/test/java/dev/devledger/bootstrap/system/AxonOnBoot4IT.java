package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.application.ledger.axon.CommandEngine;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

/** Each trap of Axon 4.13 on Spring Boot 4.1 and PostgreSQL: most of them would do their harm without a word. */
class AxonOnBoot4IT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.get();
    private static final Configuration AXON = DEVLEDGER.bean(Configuration.class);
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(DEVLEDGER);

    @Test
    void events_are_stored_in_postgresql_in_springs_transactions() {
        assertThat(AXON.eventStore()).isExactlyInstanceOf(EmbeddedEventStore.class);
        assertThat(AXON.getComponent(EventStorageEngine.class)).isInstanceOf(JdbcEventStorageEngine.class);
        assertThat(AXON.getComponent(TransactionManager.class)).isExactlyInstanceOf(SpringTransactionManager.class);
        assertThat(AXON.commandBus()).isExactlyInstanceOf(SimpleCommandBus.class);
    }

    @Test
    void everything_is_serialised_as_readable_json_under_our_own_names() {
        assertThat(List.of(AXON.serializer(), AXON.eventSerializer(), AXON.messageSerializer()))
                .allSatisfy(serializer -> assertThat(serializer).isExactlyInstanceOf(LedgerSerializer.class));
        assertThat(TABLES.jdbc().sql("""
                                select column_name || ' ' || data_type from information_schema.columns
                                where table_name in ('event', 'snapshot') and table_schema = current_schema()
                                  and column_name in ('payload', 'metadata')
                                """).query(String.class).list()).containsOnly("payload text", "metadata text");
        SAMPLES.project("Small object");
        assertThat(TABLES.jdbc()
                        .sql("select count(*) from pg_largeobject_metadata")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void no_event_processor_swallows_lags_or_needs_a_token() {
        assertThat(AXON.eventProcessingConfiguration()).isNull();
        assertThat(TABLES.jdbc()
                        .sql("select tablename from pg_tables where tablename ~* 'token_?entry|dead_?letter'")
                        .query(String.class)
                        .list())
                .as("what %s would need".formatted(TokenStore.class.getSimpleName()))
                .isEmpty();
    }

    @Test
    void every_command_has_exactly_one_handler() throws Exception {
        Map<?, ?> subscribed = (Map<?, ?>) ofTheBus("subscriptions");
        List<Class<?>> commands = Stream.of(
                        ProjectCommand.class,
                        TaskCommand.class,
                        ClaimCommand.class,
                        PersonCommand.class,
                        BillingCommand.class,
                        ViewCommand.class,
                        TimeEntryCommand.class,
                        SyncCommand.class,
                        ConflictCommand.class,
                        EntryLinkCommand.class)
                .<Class<?>>flatMap(words -> Arrays.stream(words.getPermittedSubclasses()))
                .toList();
        assertThat(subscribed.keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrderElementsOf(
                        commands.stream().map(Class::getName).toList());
        assertThat(subscribed.values()).hasOnlyElementsOfType(CommandEngine.class);
    }

    private static Object ofTheBus(String field) throws ReflectiveOperationException {
        Field of = SimpleCommandBus.class.getDeclaredField(field);
        of.setAccessible(true);
        return of.get(AXON.commandBus());
    }

    private static DomainEventMessage<?> event(ProjectId project, long sequence) {
        return new GenericDomainEventMessage<>(
                "ProjectAggregate", project.address(), sequence, new ProjectEvent.Deleted(project, Instant.EPOCH));
    }

    @Test
    void a_lost_race_is_repeated_and_nobody_notices() {
        JsonNode project = SAMPLES.project("Lost once");
        TABLES.run("create sequence planted_race");
        TABLES.run("""
                create or replace function planted_race() returns trigger language plpgsql as $$
                begin
                  if nextval('planted_race') = 1 then
                    raise exception using errcode = 'unique_violation', message = 'another node was faster';
                  end if;
                  return new;
                end $$
                """);
        TABLES.run("""
                create trigger planted_race before insert on event
                for each row when (new.payload like '%Lost no more%') execute function planted_race()
                """);
        try {
            API.patch(200, "/api/projects/" + key(project), "{\"name\": \"Lost no more\"}");
            assertThat(TABLES.jdbc()
                            .sql("select last_value from planted_race")
                            .query(Long.class)
                            .single())
                    .as("tries")
                    .isEqualTo(2);
        } finally {
            TABLES.run("drop trigger planted_race on event");
            TABLES.run("drop function planted_race");
            TABLES.run("drop sequence planted_race");
        }
        assertThat(API.get("/api/projects/" + key(project)).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void a_rule_that_says_no_is_not_asked_again() {
        JsonNode project = SAMPLES.project("Says no");
        API.delete(200, "/api/projects/" + key(project));
        String request = "refused-" + UUID.randomUUID();
        Queue<String> seen = CountedDatabase.watch(request);
        API.send("PATCH", "/api/projects/" + key(project), "{\"name\": \"No\"}", "X-Request-Id", request)
                .expect(409);
        assertThat(seen.stream().filter(sql -> sql.contains("pg_advisory_xact_lock_shared")))
                .as("once of what this node remembers, and once of what is stored")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(seen.stream().filter(sql -> sql.startsWith("insert"))).isEmpty();
        assertThat(seen.stream().filter(sql -> sql.equals("rollback"))).hasSizeLessThanOrEqualTo(2);
        assertThat(seen).doesNotContain("commit");
    }

    @Test
    void committed_is_what_the_server_has_written_to_the_disk_also_where_its_sessions_need_not() {
        assertThat(TABLES.jdbc()
                        .sql("show synchronous_commit")
                        .query(String.class)
                        .single())
                .isEqualTo("on");
    }

    @Test
    void nothing_phones_home_and_no_clock_of_axon_interrupts() throws Exception {
        SAMPLES.project("Undisturbed");
        assertThat(AXON.getComponent(UpdateChecker.class, () -> null)).isNull();
        assertThat(ClassUtils.isPresent("org.axonframework.axonserver.connector.AxonServerConnectionManager", null))
                .isFalse();
        assertThat(ClassUtils.isPresent("io.axoniq.axonserver.connector.AxonServerConnection", null))
                .isFalse();
        assertThat(ClassUtils.isPresent("com.thoughtworks.xstream.XStream", null))
                .isFalse();
        assertThat((Iterable<?>) ofTheBus("handlerInterceptors"))
                .singleElement()
                .isExactlyInstanceOf(CorrelationDataInterceptor.class);
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.startsWith("axon-janitor"));
    }
}
