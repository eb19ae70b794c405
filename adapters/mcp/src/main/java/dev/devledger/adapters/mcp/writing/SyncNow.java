package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.LongCalls;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.ledger.IdempotencyKey;
import dev.devledger.application.ledger.IdempotentCalls;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.domain.access.Scope;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A cycle can take longer than a client waits, so the answer may come before its end. */
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
                "Run one sync in both directions and tell what changed. Sync also runs by itself; use this only if you"
                        + " need the newest state. Reports progress.",
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

    /** Of several the first that runs. */
    private Sync.@Nullable Stage stage(List<Connector> of) {
        return of.stream()
                .map(each -> syncs.of(each).stage())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What there is to say of each; where several could be meant, in a list. */
    private <T> ToolAnswer together(List<T> of, Function<T, ToolAnswer> told) {
        List<ToolAnswer> answers = of.stream().map(told).toList();
        if (syncs.meant(null).size() == 1) {
            return answers.getFirst();
        }
        ObjectNode json = ToolJson.object();
        answers.forEach(each -> json.withArray("items").add(each.structured()));
        return new ToolAnswer(json, answers.stream().map(ToolAnswer::text).collect(Collectors.joining("\n\n")));
    }

    /** A cycle does no harm twice, so that after a failure the key is free. */
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
}
