package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.sql.NoTimeouts;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.SessionLock.ExclusiveLock;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.write.PostgresGenerations.ReadModel;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.projection.ShadowTables.FillProgress;
import dev.devledger.application.projection.ShadowTables.ObjectInTheWay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the shadow tables in the schema {@code rebuild}. */
public final class PostgresShadowTables implements ShadowTables {

    /** The lock of comparisons of the live tables: the swap takes it before it blocks the writers. */
    public static final String COMPARISON = "comparison of the read model";

    /** The run of the current thread: several threads may use this object, each for a run of its own. */
    private static final ThreadLocal<UUID> RUN = new ThreadLocal<>();

    private final JdbcClient jdbc;
    private final ShadowSchema schema;
    private final ShadowProgressTable mark;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;
    private final ExclusiveLock exclusive;
    private final TableGrants grants;
    private final AttachedObjects attached;

    /** {@code code} identifies code that fills the tables in the same way. */
    public PostgresShadowTables(
            JdbcClient jdbc, PostgresWriteGate gate, PlatformTransactionManager transactions, String code) {
        this.jdbc = jdbc;
        this.schema = new ShadowSchema(jdbc, "rebuild");
        this.mark = new ShadowProgressTable(jdbc, schema, code);
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        exclusive = new ExclusiveLock(jdbc, transactions);
        grants = new TableGrants(jdbc);
        attached = new AttachedObjects(jdbc);
    }

    @Override
    public Optional<FillProgress> takeOver(String replay) {
        UUID run = UUID.randomUUID();
        Optional<FillProgress> left = Objects.requireNonNull(transaction.execute(
                status -> mark.isOf(replay) && schema.takeOver(run) ? Optional.of(mark.get()) : Optional.empty()));
        left.ifPresent(taken -> RUN.set(run));
        return left;
    }

    @Override
    public void create(String replay, Set<String> projections) {
        attached.requireNone(ReadModel.tables(projections)); // now, not an hour later
        UUID run = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            schema.create(withParked(projections), run);
            mark.create(replay);
        });
        RUN.set(run);
    }

    @Override
    public OptionalLong settledHeadNow() {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!gate.close()) {
                status.setRollbackOnly();
                return OptionalLong.empty();
            }
            return OptionalLong.of(jdbc.sql("select coalesce(max(position), 0) from event")
                    .query(Long.class)
                    .single());
        }));
    }

    @Override
    @SuppressWarnings("NullAway") // the template's null is the batch's own
    public <T> T inShadow(Supplier<T> batch) {
        return transaction.execute(status -> {
            NoTimeouts.transaction();
            schema.enter(run());
            return batch.get();
        });
    }

    @Override
    public void index(Set<String> projections) {
        transaction.executeWithoutResult(status -> {
            if (!schema.isOf(run())) {
                throw new Superseded();
            }
            NoTimeouts.transaction();
            schema.index(withParked(projections));
            ReadModel.tables(projections).forEach(table -> run("analyze rebuild." + table));
        });
    }

    @Override
    public void mark(FillProgress reached) {
        mark.set(reached);
    }

    @Override
    public boolean swap(Set<String> projections, Runnable lastBatch, Runnable done) {
        List<String> tables = ReadModel.tables(projections);
        attached.requireNone(tables);
        String place = liveSchema();
        List<String> live = withParked(projections).stream()
                .map(table -> place + "." + table)
                .toList();
        boolean swapped = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean alone = SessionLock.tryTake(jdbc, COMPARISON) && gate.close() && isFilled(live, lastBatch);
            if (alone) {
                run(replacement(place, tables, projections));
                done.run();
            } else {
                status.setRollbackOnly();
            }
            return alone;
        }));
        if (swapped) {
            RUN.remove();
            UnreadableValues.forget();
        } else {
            exclusive.pushVacuumAside(live);
        }
        return swapped;
    }

    /** Applies the last batch, and locks the live tables; false if a lock is not available. */
    private boolean isFilled(List<String> live, Runnable lastBatch) {
        schema.enter(run());
        lastBatch.run();
        return exclusive.take(live);
    }

    @Override
    public void drop() {
        transaction.executeWithoutResult(status -> {
            @Nullable UUID run = RUN.get();
            if (run != null && schema.isOf(run)) {
                schema.dropTables();
            }
        });
        RUN.remove();
    }

    private static List<String> withParked(Set<String> projections) {
        return Stream.concat(ReadModel.tables(projections).stream(), Stream.of(ReadModel.PARKED))
                .toList();
    }

    private static UUID run() {
        @Nullable UUID run = RUN.get();
        if (run == null) {
            throw new Superseded();
        }
        return run;
    }

    private String liveSchema() {
        return jdbc.sql("select quote_ident(current_schema())")
                .query(String.class)
                .single();
    }

    /**
     * Returns one text with all statements of the swap: readers and writers are blocked, and separate statements would
     * take a round trip each.
     */
    private String replacement(String live, List<String> tables, Set<String> projections) {
        List<String> statements = new ArrayList<>(grants.carriedTo(
                "rebuild", tables.stream().map(table -> live + "." + table).toList()));
        for (String table : tables) {
            statements.add("drop table %s.%s".formatted(live, table));
            statements.add("alter table rebuild.%s set schema %s".formatted(table, live));
        }
        statements.add("delete from %s.%s where projection in ('%s')"
                .formatted(live, ReadModel.PARKED, String.join("', '", projections)));
        statements.add("insert into %1$s.%2$s select * from rebuild.%2$s".formatted(live, ReadModel.PARKED));
        statements.add("drop table rebuild." + ReadModel.PARKED);
        statements.add(mark.drop());
        statements.add(schema.disown());
        return String.join(";\n", statements);
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    /**
     * Finds objects of users that depend on tables of the read model. A swap would lose them: a view keeps the old
     * table from being dropped, and a trigger would silently vanish with it.
     */
    record AttachedObjects(JdbcClient jdbc) {
        /** Throws if such objects exist, with advice for the operator. */
        void requireNone(List<String> tables) {
            List<String> found = to(tables);
            if (!found.isEmpty()) {
                throw new ObjectInTheWay("These objects depend on tables that the replay replaces: "
                        + String.join("; ", found)
                        + ". Drop them, run the replay, and create them again; or let them use your own tables.");
            }
        }

        private List<String> to(List<String> tables) {
            return jdbc.sql("""
                        select distinct case
                            when ev_class <> refobjid then pg_describe_object('pg_class'::regclass, ev_class, 0)
                            else pg_describe_object(classid, objid, objsubid) end
                        from pg_depend
                        left join pg_rewrite on classid = 'pg_rewrite'::regclass and pg_rewrite.oid = objid
                        left join pg_trigger on classid = 'pg_trigger'::regclass and pg_trigger.oid = objid
                        left join pg_constraint on classid = 'pg_constraint'::regclass and pg_constraint.oid = objid
                        where refclassid = 'pg_class'::regclass and refobjid = any(cast(:tables as regclass[]))
                          and (classid in ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_publication_rel'::regclass,
                                           'pg_proc'::regclass)
                               or pg_trigger.oid is not null and not tgisinternal
                               or pg_constraint.oid is not null and conrelid <> refobjid
                               or classid = 'pg_class'::regclass and deptype in ('n', 'a')
                                 and exists (select from pg_inherits where inhrelid = objid))
                        order by 1
                        """)
                    .param("tables", tables.toArray(String[]::new))
                    .query(String.class)
                    .list();
        }
    }

    /** Reads other roles' rights on a table, such as a report's, to grant them on the table that replaces it. */
    record TableGrants(JdbcClient jdbc) {
        /** Returns the statements that grant the same rights on the tables of these names in another schema. */
        List<String> carriedTo(String schema, List<String> tables) {
            return jdbc.sql("""
                        select format('grant %s%s on %I.%I to %s%s', privilege, columns, cast(:schema as text), name,
                          case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                          case when is_grantable then ' with grant option' else '' end)
                        from (
                          select relname as name, '' as columns, privilege_type as privilege, grantee, is_grantable
                          from pg_class, aclexplode(relacl)
                          where pg_class.oid = any(cast(:tables as regclass[]))
                          union all
                          select relname, format(' (%I)', attname), privilege_type, grantee, is_grantable
                          from pg_class
                          join pg_attribute on attrelid = pg_class.oid and not attisdropped, aclexplode(attacl)
                          where pg_class.oid = any(cast(:tables as regclass[]))) granted
                        """)
                    .param("schema", schema)
                    .param("tables", tables.toArray(String[]::new))
                    .query(String.class)
                    .list();
        }
    }

    /**
     * A table with one row beside the shadow tables. It stores the name of their replay, the version of the code, and
     * the progress, in the current transaction.
     */
    record ShadowProgressTable(JdbcClient jdbc, ShadowSchema schema, String code) {
        private static final Logger LOG = LoggerFactory.getLogger(ShadowProgressTable.class);

        void create(String replay) {
            jdbc.sql("create table rebuild.mark (replay text, begun_with text, position bigint, done bigint)")
                    .update();
            jdbc.sql("insert into rebuild.mark values (:replay, :version, 0, 0)")
                    .param("replay", replay)
                    .param("version", version())
                    .update();
        }

        /** True if the tables belong to this replay, and this code may continue it. */
        boolean isOf(String replay) {
            String begunWith = !schema.exists("mark")
                    ? null
                    : jdbc.sql("select begun_with from rebuild.mark where replay = :replay")
                            .param("replay", replay)
                            .query(String.class)
                            .optional()
                            .orElse(null);
            if (begunWith != null && !begunWith.equals(version())) {
                LOG.warn(
                        "The replay {} was started by {} and starts again, because this is {}",
                        replay,
                        begunWith,
                        version());
            }
            return version().equals(begunWith);
        }

        FillProgress get() {
            return jdbc.sql("select position, done from rebuild.mark")
                    .query((row, number) -> new FillProgress(row.getLong("position"), row.getLong("done")))
                    .single();
        }

        void set(FillProgress mark) {
            jdbc.sql("update rebuild.mark set position = :position, done = :done")
                    .param("position", mark.position())
                    .param("done", mark.done())
                    .update();
        }

        /** Returns the statement that drops the table. */
        String drop() {
            return "drop table rebuild.mark";
        }

        /**
         * Describes the version of the code and of the tables: other code may apply an event in another way, and a
         * migration changes the tables.
         */
        private String version() {
            String migrated = jdbc.sql("""
                        select version from flyway_schema_history where success and version is not null
                        order by installed_rank desc limit 1
                        """).query(String.class).single();
            return code + " on schema " + migrated;
        }
    }
}
