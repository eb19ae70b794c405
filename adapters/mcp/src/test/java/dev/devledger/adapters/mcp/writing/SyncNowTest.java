package dev.devledger.adapters.mcp.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.mcp.change.LongCalls;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.writing.SyncNow.SyncProgress;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.connector.CannedConnector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncNowTest {
    private final CannedSync sync = new CannedSync("ticktick");
    private final List<String> told = new ArrayList<>();
    private Connectors connectors = new Connectors(List.of(new CannedConnector("ticktick", "TickTick")));

    private ToolAnswer call(Duration patience, String arguments) {
        LongCalls calls = new LongCalls(work -> Thread.ofVirtual().start(work), patience);
        ToolCall call = new ToolCall(
                "sync_now",
                new Caller(AuthenticatedCaller.owner(), null, "request"),
                new Arguments(ToolJson.read(arguments)),
                (done, total, message) -> told.add(done + "/" + total + " " + message));
        return SyncNow.of(syncs(), new IdempotentCalls(sync.answers), calls).call(call);
    }

    private Syncs syncs() {
        Map<String, Sync> all = new HashMap<>(Map.of("ticktick", sync));
        connectors.accounts().forEach(each -> all.computeIfAbsent(each.connector(), CannedSync::new));
        return new Syncs(connectors, all);
    }

    private ToolAnswer call(String arguments) {
        return call(Duration.ofSeconds(20), arguments);
    }

    @Test
    void a_cycle_is_answered_with_what_moved() {
        ToolAnswer answer = call("{}");
        assertThat(answer.structured().toString())
                .isEqualTo("{\"connector\":\"ticktick\",\"pulled\":1,\"pushed\":2,\"conflicts\":0}");
        assertThat(answer.text())
                .isEqualTo("Synced with ticktick: 1 changed in Devledger, 2 changed in ticktick, 0 new conflicts.");
    }

    @Test
    void several_connectors_run_side_by_side_unless_one_is_named() {
        connectors = new Connectors(
                List.of(new CannedConnector("ticktick", "TickTick"), new CannedConnector("other", "The other")));
        ToolAnswer all = call("{}");
        assertThat(all.structured().path("items").valueStream().map(each -> each.path("connector")
                        .asString()))
                .containsExactly("ticktick", "other");
        assertThat(all.text()).contains("Synced with ticktick:", "Synced with other:");
        assertThat(call("{\"connector\": \"other\"}").structured().path("items"))
                .hasSize(1);
        assertThat(sync.runs).hasValue(1);
        assertThat(call("{\"dry_run\": true}")
                        .structured()
                        .at("/items/1/connector")
                        .asString())
                .isEqualTo("other");
        assertThatThrownBy(() -> call("{\"connector\": \"third\"}")).hasMessageContaining("ticktick, other");
    }

    @Test
    void what_keeps_it_from_all_is_said_in_words() {
        sync.state = "needs-authorization";
        sync.message = "No TickTick account is connected; connect it";
        assertThat(call("{}").structured().path("hint").asString())
                .isEqualTo("The sync is needs-authorization: No TickTick account is connected; connect it.");
    }

    @Test
    void what_needs_attention_is_said_without_a_path_that_no_tool_has() {
        sync.state = "attention";
        sync.message =
                "the list \"Garden\" has not been read since 2026-03-31T09:15:00Z: it is archived; 2 changes wait"
                        + " for your approval: GET /api/sync/approvals";
        sync.held = 2;
        assertThat(call("{}").structured().path("hint").asString())
                .isEqualTo("The sync is attention: the list \"Garden\" has not been read since 2026-03-31T09:15:00Z:"
                        + " it is archived; 2 changes wait for your approval: the user approves or refuses it in Devledger."
                        + " 2 changes held by the guard against mass changes until the owner approves or refuses them in"
                        + " Devledger.");
    }

    @Test
    void a_repeat_with_the_key_is_the_first_answer_and_a_failure_leaves_the_key_free() {
        sync.failure = Rejection.of(Rejection.Code.CONFLICT_STATE, "TickTick is off.");
        assertThatThrownBy(() -> call("{\"idempotency_key\": \"a\"}")).isSameAs(sync.failure);
        sync.failure = null;

        ToolAnswer first = call("{\"idempotency_key\": \"a\"}");
        ToolAnswer again = call("{\"idempotency_key\": \"a\"}");

        assertThat(sync.runs).hasValue(2);
        assertThat(first.structured().has("replayed")).isFalse();
        assertThat(again.structured().path("replayed").asBoolean()).isTrue();
        assertThat(again.text()).endsWith(first.text());
    }

    @Test
    void a_dry_run_answers_the_plan() {
        ToolAnswer answer = call("{\"dry_run\": true, \"idempotency_key\": \"a\"}");
        assertThat(sync.runs).hasValue(0);
        assertThat(answer.structured().path("plan").toString())
                .isEqualTo("[{\"action\":\"create\",\"direction\":\"push\",\"remoteId\":\"r1\",\"fields\":[\"title\"],"
                        + "\"rule\":\"E1\"}]");
        assertThat(answer.text())
                .startsWith("Dry run, nothing was written anywhere.")
                .contains("push create a new item");
    }

    @Test
    void a_long_one_goes_on_by_itself() throws InterruptedException {
        sync.wait = new CountDownLatch(1);

        ToolAnswer answer = call(Duration.ofMillis(300), "{}");

        assertThat(answer.structured().toString())
                .isEqualTo("{\"connector\":\"ticktick\",\"hint\":\"still running, see get_overview\"}");
        sync.wait.countDown();
        assertThat(sync.over.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** It ends when all that there is to tell has been told. */
    @Test
    void a_long_one_tells_how_far_it_is() {
        sync.stages.addAll(List.of(
                new Sync.Stage(1, "looking", 0, 0),
                new Sync.Stage(1, "looking", 0, 0),
                new Sync.Stage(3, "sending", 10, 40),
                new Sync.Stage(3, "sending", 8, 40),
                new Sync.Stage(3, "sending", 20, 40)));
        sync.wait = new CountDownLatch(1);

        sync.endsWithItsStages = true;

        call(Duration.ofMinutes(1), "{}");

        assertThat(told)
                .containsExactly(
                        "1.0/null looking",
                        "13.0/43.0 sending, 10 of 40",
                        "24.0/56.0 sending, 8 of 40",
                        "36.0/56.0 sending, 20 of 40");
    }

    @Test
    void a_plan_that_takes_long_is_not_said_to_run_on() {
        sync.wait = new CountDownLatch(1);

        ToolAnswer answer = call(Duration.ofMillis(300), "{\"dry_run\": true}");

        assertThat(answer.structured().path("hint").asString())
                .isEqualTo(
                        "There is no plan yet because a sync is running. Ask again when get_overview no longer says running.");
        assertThat(answer.text()).startsWith("Dry run, nothing was written anywhere. There is no plan yet");
        sync.wait.countDown();
    }

    @Test
    void where_nobody_listens_nobody_looks_how_far_it_is() {
        sync.stages.add(new Sync.Stage(1, "looking", 0, 0));
        new SyncProgress(sync::stage, ProgressListener.NOBODY).run();
        assertThat(sync.stages).hasSize(1);
    }

    private static final class CannedSync implements Sync {
        private final String connector;
        final AtomicInteger runs = new AtomicInteger();
        final List<Stage> stages = new ArrayList<>();
        final CountDownLatch over = new CountDownLatch(1);
        final IdempotencyStore answers = new KeptInMemory();
        volatile String state = "idle";
        volatile @Nullable String message;
        volatile int held;
        volatile @Nullable RuntimeException failure;
        volatile @Nullable CountDownLatch wait;
        volatile boolean endsWithItsStages;

        CannedSync(String connector) {
            this.connector = connector;
        }

        @Override
        public SyncStatus status() {
            return new SyncStatus(
                    connector,
                    ConnectorMode.SANDBOX,
                    ConnectorCondition.of(state),
                    message,
                    null,
                    0,
                    0,
                    held,
                    List.of());
        }

        @Override
        public Report run() {
            runs.incrementAndGet();
            RuntimeException wrong = failure;
            if (wrong != null) {
                throw wrong;
            }
            pause();
            over.countDown();
            return new Report(connector, 1, 2, 0, 3, 4);
        }

        private void pause() {
            CountDownLatch until = wait;
            try {
                if (until != null && !until.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody let it go on");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SyncPlan plan() {
            pause();
            return new SyncPlan(
                    "hash", List.of(new SyncPlan.Item("create", "push", null, null, "r1", List.of("title"), "E1")));
        }

        @Override
        public @Nullable Stage stage() {
            CountDownLatch running = wait;
            if (stages.isEmpty() && endsWithItsStages && running != null) {
                running.countDown();
            }
            return stages.isEmpty() ? null : stages.removeFirst();
        }
    }

    /** As the real one: only a rejection frees the key. */
    private static final class KeptInMemory implements IdempotencyStore {
        private final Map<String, SavedAnswer> saved = new HashMap<>();

        @Override
        public Optional<SavedAnswer> claim(IdempotencyKey key) {
            return Optional.ofNullable(saved.get(key.key()));
        }

        @Override
        public void save(IdempotencyKey key, SavedAnswer answer) {
            saved.put(key.key(), answer);
        }

        @Override
        public SavedAnswer once(IdempotencyKey key, Supplier<SavedAnswer> work) {
            return saved.computeIfAbsent(key.key(), none -> work.get());
        }

        @Override
        public int forgetOld() {
            return 0;
        }
    }
}
