package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.sql.ExclusiveLock;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.Unhurried;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.adapters.postgres.write.ReadModel;
import dev.devledger.application.projection.ShadowTables;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** In the schema {@code rebuild}. */
public final class PostgresShadowTables implements ShadowTables {

    /** Who compares the live tables holds it: while they are waited for, writers must not have to wait too. */
    public static final String COMPARISON = "comparison of the read model";

    /** The run at hand: it keeps to one thread, and another one may share this object. */
    private static final ThreadLocal<UUID> RUN = new ThreadLocal<>();

    private final JdbcClient jdbc;
    private final ShadowSchema schema;
    private final ShadowMark mark;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;
    private final ExclusiveLock exclusive;
    private final TableGrants grants;
    private final AttachedObjects attached;

    /** {@code code} is another one where it may fill the tables in another way. */
    public PostgresShadowTables(
            JdbcClient jdbc, PostgresWriteGate gate, PlatformTransactionManager transactions, String code) {
        this.jdbc = jdbc;
        this.schema = new ShadowSchema(jdbc, "rebuild");
        this.mark = new ShadowMark(jdbc, schema, code);
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        exclusive = new ExclusiveLock(jdbc, transactions);
        grants = new TableGrants(jdbc);
        attached = new AttachedObjects(jdbc);
    }

    @Override
    public Optional<Mark> takeOver(String replay) {
        UUID run = UUID.randomUUID();
        Optional<Mark> left = Objects.requireNonNull(transaction.execute(
                status -> mark.isOf(replay) && schema.takeOver(run) ? Optional.of(mark.get()) : Optional.empty()));
        left.ifPresent(taken -> RUN.set(run));
        return left;
    }

    @Override
    public void create(String replay, Set<String> projections) {
        attached.requireNone(ReadModel.tables(projections)); // now, and not after an hour
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
            Unhurried.transaction();
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
            Unhurried.transaction();
            schema.index(withParked(projections));
            ReadModel.tables(projections).forEach(table -> run("analyze rebuild." + table));
        });
    }

    @Override
    public void mark(Mark reached) {
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
            Unreadable.forget();
        } else {
            exclusive.pushVacuumAside(live);
        }
        return swapped;
    }

    /** And has the live tables for itself. */
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

    /** As one text, while nobody can read or write: each statement for itself would be a round trip. */
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
}
