package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.devledger.adapters.postgres.eventstore.EventTypes;
import dev.devledger.adapters.postgres.write.PostgresGenerations.ReadModel;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The rows that each generation of a projection makes of the same events, as a sum over them in {@code rows.txt}. A ledger
 * keeps the rows that it has until there is a new generation: rows that change without one would be seen in new ledgers only.
 */
class GoldenRowsTest {
    private static final Path FILE = Path.of("src", "test", "resources", "rows.txt");
    private static final boolean RECORD = Boolean.getBoolean("devledger.rows.record");
    private static final String COMMAND = "mvn -pl adapters/postgres -am test -Dtest=GoldenRowsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddevledger.rows.record=true";

    /** What a link may have behind it when something happens to it: it has to be possible. */
    private static final List<List<Class<? extends SyncEvent>>> BEFORE = List.of(
            List.of(SyncEvent.CreateIntended.class, SyncEvent.Linked.class),
            List.of(SyncEvent.CreateIntended.class),
            List.of(),
            List.of(SyncEvent.CreateIntended.class, SyncEvent.IntentDropped.class),
            List.of(SyncEvent.CreateIntended.class, SyncEvent.Linked.class, SyncEvent.PushIntended.class),
            List.of(SyncEvent.CreateIntended.class, SyncEvent.Linked.class, SyncEvent.DeleteIntended.class));

    /** All rows that there were, each behind the name of its table. */
    private static final List<String> ROWS = new ArrayList<>();

    @RegisterExtension
    private static final Database database = Database.create();

    private static final SmallLedger ledger = new SmallLedger(database);

    @BeforeAll
    static void start() {
        ROWS.addAll(rowsOfLinks());
        ROWS.addAll(rowsOfOpenWrites());
        samples().forEach(GoldenRowsTest::apply);
        ROWS.addAll(allRows());
        database.truncate();
        RandomEvents.of(20_260_331, 500).forEach(GoldenRowsTest::apply);
        ROWS.addAll(allRows());
    }

    /** Those of a link one by one, of which it cannot have all; here they are for the history. */
    private static void apply(LedgerEvent event) {
        boolean sample = event.position() < 0 && event.payload() instanceof SyncEvent;
        ledger.projections.stream()
                .filter(projection -> !sample || !projection.name().equals("sync"))
                .forEach(projection -> projection.apply(event));
    }

    private static List<String> rowsOfLinks() {
        return samples().stream()
                .filter(event -> event.payload() instanceof SyncEvent)
                .flatMap(event -> rowsAfter(event).stream())
                .toList();
    }

    private static List<String> rowsAfter(LedgerEvent event) {
        List<String> rows = new ArrayList<>();
        for (List<Class<? extends SyncEvent>> before : BEFORE) {
            try {
                rows.addAll(Objects.requireNonNull(database.transaction.execute(status -> {
                    status.setRollbackOnly();
                    samples().stream()
                            .filter(each -> before.contains(each.payload().getClass()))
                            .forEach(sync()::apply);
                    sync().apply(event);
                    return rows("sync");
                })));
            } catch (Rejection | IllegalStateException impossible) {
                rows.add("sync_links " + impossible.getMessage());
            }
        }
        return rows;
    }

    /** One write more each time, beyond all that are remembered. */
    private static List<String> rowsOfOpenWrites() {
        List<String> rows = new ArrayList<>();
        database.transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            before(SyncEvent.CreateIntended.class).forEach(sync()::apply);
            before(SyncEvent.Linked.class).forEach(sync()::apply);
            LedgerEvent write = before(SyncEvent.PushIntended.class).getFirst();
            SyncEvent.PushIntended first = (SyncEvent.PushIntended) write.payload();
            for (int i = 0; i < SyncLink.Linked.MOST_OPEN + 2; i++) {
                SyncEvent next = new SyncEvent.PushIntended(
                        first.link(),
                        new UUID(7, i),
                        first.changes(),
                        first.at().plusSeconds(i));
                sync().apply(new LedgerEvent(
                        write.position(),
                        write.eventId() + "-" + i,
                        write.stream(),
                        write.version() + i,
                        write.type(),
                        write.at(),
                        next,
                        write.by(),
                        write.changeSet()));
                rows.addAll(rows("sync"));
            }
        });
        return rows;
    }

    private static List<LedgerEvent> before(Class<? extends SyncEvent> type) {
        return samples().stream()
                .filter(event -> event.payload().getClass() == type)
                .toList();
    }

    private static List<String> allRows() {
        return ledger.projections.stream()
                .flatMap(projection -> rows(projection.name()).stream())
                .toList();
    }

    private static Projection sync() {
        return ledger.projections.stream()
                .filter(projection -> projection.name().equals("sync"))
                .findFirst()
                .orElseThrow();
    }

    /** One of each type, in the order in which they can happen, before all others. */
    private static List<LedgerEvent> samples() {
        Map<String, Long> versions = new HashMap<>();
        List<LedgerEvent> events = new ArrayList<>();
        for (Object payload : SampleEvents.ALL) {
            String stream = stream(payload);
            long position = events.size() - 1_000L;
            events.add(new LedgerEvent(
                    position,
                    "sample-" + position,
                    stream,
                    versions.merge(stream, 1L, Long::sum),
                    EventTypes.nameOf(payload),
                    Rows.AT,
                    payload,
                    new Provenance("owner", "rest", "agent", "tool", "r-1", "r-1", "reason"),
                    new UUID(1, position)));
        }
        return events;
    }

    private static String stream(Object payload) {
        return switch (payload) {
            case ProjectEvent event -> event.project().address();
            case TaskEvent event -> event.task().address();
            case ClaimEvent event -> event.address();
            case PersonEvent event -> event.person().address();
            case BillingEvent event -> event.id().address();
            case TimeEntryEvent event -> event.entry().address();
            case ViewEvent event -> event.view().address();
            case SyncEvent event -> event.link().address();
            case EntryLinkEvent event -> event.link().address();
            case ConflictEvent event -> event.conflict().address();
            default -> throw new IllegalArgumentException(payload.toString());
        };
    }

    @Test
    void rows_change_with_a_new_generation_only() throws IOException {
        Map<String, String> recorded = recorded();
        List<String> changed = new ArrayList<>();
        for (Projection projection : ledger.projections) {
            String generation = projection.name() + " " + projection.generation();
            String digest = digest(projection.name());
            if (!digest.equals(recorded.get(generation))) {
                changed.add("%s: recorded %s, made %s".formatted(generation, recorded.get(generation), digest));
                recorded.put(generation, digest);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        if (RECORD) {
            Files.write(
                    FILE,
                    recorded.entrySet().stream()
                            .map(line -> line.getKey() + " " + line.getValue())
                            .sorted()
                            .toList());
            fail("Recorded in %s, which is to be reviewed and committed:%n%s", FILE, String.join("\n", changed));
        }
        fail("""
                The same events make other rows than those that are recorded for this generation:
                %s
                Was that meant? Then add one to generation() of the projection, so that ledgers with rows from before
                build them anew at the next start, and record the new sum with
                %s
                Only a generation that was in no release may be recorded once more under its number.""", String.join("\n", changed), COMMAND);
    }

    @Test
    void every_table_has_rows_that_are_looked_at() {
        List<String> names = ledger.projections.stream().map(Projection::name).toList();
        assertThat(ReadModel.tables(names))
                .allSatisfy(table -> assertThat(ROWS).anyMatch(row -> row.startsWith(table + " ")));
    }

    private static Map<String, String> recorded() throws IOException {
        Map<String, String> recorded = new HashMap<>();
        for (String line : Files.exists(FILE) ? Files.readAllLines(FILE) : List.<String>of()) {
            int sum = line.lastIndexOf(' ');
            recorded.put(line.substring(0, sum), line.substring(sum + 1));
        }
        return recorded;
    }

    private static String digest(String projection) {
        MessageDigest sha = sha256();
        List<String> tables = ReadModel.tables(List.of(projection));
        ROWS.stream()
                .filter(row -> tables.contains(row.substring(0, row.indexOf(' '))))
                .forEach(row -> sha.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static List<String> rows(String projection) {
        List<String> rows = new ArrayList<>();
        for (String table : ReadModel.tables(List.of(projection))) {
            database.jdbc.sql("select to_jsonb(x)::text from %s x".formatted(table)).query(String.class).list().stream()
                    .sorted()
                    .forEach(row -> rows.add(table + " " + row));
        }
        return rows;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
