package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.LongCalls;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs or plans a sync cycle. A cycle can take longer than a client waits, so the answer may be sent before the cycle
 * ends.
 */
record SyncNow(Syncs syncs, Declaration declaration, IdempotentCalls once, LongCalls calls) implements Tool {
    static SyncNow of(Syncs syncs, IdempotentCalls once, LongCalls calls) {
        return new SyncNow(syncs, declared(syncs.meant(null)), once, calls);
    }

    private static Declaration declared(List<Connector> connectors) {
        String[] names =
                connectors.stream().map(each -> each.account().connector()).toArray(String[]::new);
        Schema which = Schema.oneOf(names);
        Schema one = Schema.open(
                        "connector", Schema.text(),
                        "pulled", Schema.number(),
                        "pushed", Schema.number(),
                        "conflicts", Schema.number(),
                        "plan", Schema.list(Schema.object()),
                        "hint", Schema.text())
                .requiring("connector");
        return new Declaration(
                "sync_now",
                "Sync now",
                "Run one sync in both directions, if you need the newest state, and tell what changed. Reports"
                        + " progress.",
                Toolset.DEFAULT,
                Hints.SETS.openWorldToo(),
                Scope.SYNC,
                Schema.closed(
                        "connector", names.length == 1 ? which.orElse(names[0]) : which,
                        "dry_run", Schema.flag().described("Only show the plan"),
                        "idempotency_key", Schema.text(64)),
                names.length == 1 ? one : Schema.open("items", Schema.list(one)));
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        boolean dryRun = call.arguments().flag("dry_run");
        List<Connector> meant = syncs.meant(call.arguments().text("connector"));
        IdempotencyKey key = dryRun ? null : CallKey.of(call);
        Supplier<ToolAnswer> work =
                dryRun ? () -> plan(meant) : key == null ? () -> run(meant) : () -> runOnce(key, meant);
        SyncProgress progress = new SyncProgress(() -> stage(meant), call.progress());
        try {
            return calls.answer(work, progress).orElseGet(() -> together(meant, each -> stillRunning(each, dryRun)));
        } catch (Rejection refused) {
            throw CallKey.inWordsOfTool(refused, call);
        }
    }

    /** Returns the stage of the first connector whose cycle runs. */
    private Sync.@Nullable Stage stage(List<Connector> of) {
        return of.stream()
                .map(each -> syncs.of(each).stage())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Joins the answers about connectors, as a list if the server has several connectors. */
    private <T> ToolAnswer together(List<T> of, Function<T, ToolAnswer> told) {
        List<ToolAnswer> answers = of.stream().map(told).toList();
        if (syncs.meant(null).size() == 1) {
            return answers.getFirst();
        }
        ObjectNode json = ToolJson.object();
        answers.forEach(each -> json.withArray("items").add(each.structured()));
        return new ToolAnswer(json, answers.stream().map(ToolAnswer::text).collect(Collectors.joining("\n\n")));
    }

    /** Runs the cycles once for an idempotency key. A failure frees the key, as a second cycle does no harm. */
    private ToolAnswer runOnce(IdempotencyKey key, List<Connector> of) {
        IdempotentCalls.Done done = once.run(key, () -> run(of).kept(), failure -> true);
        ToolAnswer answer = ToolAnswer.ofKept(done.answer());
        return done.replayed() ? answer.replayed() : answer;
    }

    private ToolAnswer run(List<Connector> of) {
        return together(syncs.run(of), this::told);
    }

    private ToolAnswer told(Sync.Report report) {
        Connector connector = syncs.connectors().of(report.connector());
        return ReportAnswer.of(report, syncs.of(connector).status());
    }

    private ToolAnswer plan(List<Connector> of) {
        return together(syncs.plan(of), PlanAnswer::of);
    }

    private static ToolAnswer stillRunning(Connector of, boolean dryRun) {
        String connector = of.account().connector();
        if (dryRun) {
            String hint = "There is no plan yet because a sync is running. Ask again when get_overview no longer says"
                    + " running.";
            return new ToolAnswer(
                    ToolJson.object().put("connector", connector).put("hint", hint),
                    "Dry run, nothing was written anywhere. " + hint);
        }
        String hint = "still running, see get_overview";
        return new ToolAnswer(
                ToolJson.object().put("connector", connector).put("hint", hint),
                "The sync with " + connector + " is " + hint + ".");
    }

    /** Reports the progress of a cycle, in numbers that never fall. */
    static final class SyncProgress implements Runnable {
        private static final Logger LOG = LoggerFactory.getLogger(SyncProgress.class);

        private final Supplier<Sync.@Nullable Stage> stage;
        private final ProgressListener listener;
        private double lastSent;
        private double last;
        private double before;
        private String words = "";

        SyncProgress(Supplier<Sync.@Nullable Stage> stage, ProgressListener listener) {
            this.stage = stage;
            this.listener = listener;
        }

        /**
         * Reports the stage if it is new. If the report fails, the cycle goes on; the wait for it ends if the client has
         * left.
         */
        @Override
        public void run() {
            if (listener.equals(ProgressListener.NOBODY)) {
                return;
            }
            try {
                tell(stage.get());
            } catch (CancellationException left) {
                throw left;
            } catch (RuntimeException away) {
                LOG.debug("Nobody can be told how far the sync is", away);
            }
        }

        private void tell(Sync.@Nullable Stage stage) {
            if (stage == null) {
                return;
            }
            boolean counted = stage.total() > 0;
            String message =
                    counted ? stage.phase() + ", %d of %d".formatted(stage.done(), stage.total()) : stage.phase();
            double at = at(stage);
            if (at > lastSent && !message.equals(words)) {
                lastSent = at;
                words = message;
                listener.at(at, counted ? before + stage.step() + stage.total() : null, message);
            }
        }

        /**
         * Returns the progress so far. If a step with many items ends, or a cycle runs for which this one waits, the
         * count continues from its last value.
         */
        private double at(Sync.Stage stage) {
            double now = stage.step() + (double) stage.done();
            if (now < last) {
                before = lastSent;
            }
            last = now;
            return before + now;
        }
    }

    /** Builds the answer with the planned steps of a cycle. */
    static final class PlanAnswer {
        /** The most steps of a plan that are listed. */
        private static final int SHOWN = 100;

        private PlanAnswer() {}

        static ToolAnswer of(Syncs.Plan plan) {
            String connector = plan.connector();
            ObjectNode json = ToolJson.object().put("connector", connector);
            ArrayNode steps = json.putArray("plan");
            List<String> text = new ArrayList<>();
            text.add("Dry run, nothing was written anywhere. A sync with %s would take %s%s"
                    .formatted(
                            connector,
                            WriteSummary.count(plan.plan().size(), "step"),
                            plan.plan().isEmpty() ? "." : ":"));
            for (SyncPlan.Item item : plan.plan().stream().limit(SHOWN).toList()) {
                ObjectNode step = step(item);
                steps.add(step);
                text.add(line(step));
            }
            json.put("planHash", plan.planHash());
            if (plan.plan().size() > SHOWN) {
                String more = (plan.plan().size() - SHOWN) + " more steps are not listed.";
                json.put("hint", more);
                text.add("Hint: " + more);
            }
            return new ToolAnswer(json, String.join("\n", text));
        }

        private static ObjectNode step(SyncPlan.Item item) {
            EntityView entity = item.entity();
            ObjectNode step = ToolJson.object().put("action", item.action()).put("direction", item.direction());
            if (entity != null) {
                step.put("entity", entity.key() == null ? entity.type() + " " + entity.id() : entity.key());
            }
            if (item.remoteId() != null) {
                step.put("remoteId", item.remoteId());
            }
            if (!item.fields().isEmpty()) {
                ArrayNode fields = step.putArray("fields");
                item.fields().forEach(fields::add);
            }
            return step.put("rule", item.rule());
        }

        private static String line(ObjectNode step) {
            String what = step.has("entity") ? step.path("entity").stringValue() : "a new item";
            String remote =
                    step.has("remoteId") ? " (remote " + step.path("remoteId").stringValue() + ")" : "";
            String fields = step.has("fields") ? " " + step.path("fields") : "";
            return step.path("direction").stringValue() + " "
                    + step.path("action").stringValue() + " " + what + remote + fields;
        }
    }

    /** Builds the answer with the result of a cycle. */
    static final class ReportAnswer {
        private ReportAnswer() {}

        static ToolAnswer of(Sync.Report report, SyncStatus now) {
            String hint = hint(now);
            ObjectNode json = ToolJson.object()
                    .put("connector", report.connector())
                    .put("pulled", report.pulled())
                    .put("pushed", report.pushed())
                    .put("conflicts", report.conflicts());
            String text = "Synced with %1$s: %2$d changed in Devledger, %3$d changed in %1$s, %4$d new conflicts."
                    .formatted(report.connector(), report.pulled(), report.pushed(), report.conflicts());
            if (hint.isEmpty()) {
                return new ToolAnswer(json, text);
            }
            return new ToolAnswer(json.put("hint", hint), text + "\nHint: " + hint);
        }

        /** Returns the obstacles to a complete sync, as a sentence. */
        private static String hint(SyncStatus status) {
            List<String> words = new ArrayList<>();
            String message =
                    status.message() == null ? null : RuleWords.withoutPaths(RuleWords.withTools(status.message()));
            if (status.state() != ConnectorCondition.IDLE && status.state() != ConnectorCondition.RUNNING) {
                words.add("The sync is " + status.state().word()
                        + (message == null ? "." : ": " + ended(Quoted.line(message))));
            } else if (message != null) {
                words.add(ended(Quoted.line(message)));
            }
            if (status.openConflicts() > 0) {
                words.add(WriteSummary.count(status.openConflicts(), "conflict")
                        + " open. List them with resolve_sync_conflicts and ask the user what to choose.");
            }
            if (status.held() > 0) {
                words.add(WriteSummary.count(status.held(), "change")
                        + " held by the guard against mass changes until the owner approves or refuses them in"
                        + " Devledger.");
            }
            return String.join(" ", words);
        }

        private static String ended(String sentence) {
            return sentence.endsWith(".") ? sentence : sentence + ".";
        }
    }
}
