package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.Consent.ConsentNeeded;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure.FailureBeforeStoring;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.history.Moments.UnsettledMoment;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.OutdatedProjections.RebuildUnfinished;
import dev.devledger.domain.shared.Rejection;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.databind.node.ObjectNode;

/**
 * All tools, in the order of the list. A tool that is not offered is not listed, and a call of the tool is still
 * refused: a client may know the tool's name from another server.
 */
public final class ToolRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRegistry.class);

    private record Entry(Tool tool, Declaration declaration, InputCheck check) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<Toolset> offered;
    private final boolean readOnly;
    private final FailureAnswers failures;

    /** @param readOnly true if tools that change data are not offered */
    public ToolRegistry(Collection<Tool> tools, Set<Toolset> offered, boolean readOnly, StoreOutage outage) {
        this.offered = Set.copyOf(offered);
        this.readOnly = readOnly;
        this.failures = new FailureAnswers(outage);
        for (Tool tool : tools) {
            Declaration declaration = tool.declaration();
            Entry twin =
                    entries.put(declaration.name(), new Entry(tool, declaration, new InputCheck(declaration.input())));
            if (twin != null) {
                throw new IllegalArgumentException("Two tools are called " + declaration.name());
            }
        }
    }

    /** The outcome of a call. */
    public sealed interface Outcome {
        record Answered(ToolAnswer answer) implements Outcome {}

        /**
         * @param text the error, which begins with the word of a {@link ToolProblem}, unless the toolset has its
         *     failures in JSON
         */
        record Failed(String text) implements Outcome {}

        /** The call waits for a person's consent, and has done nothing. */
        record Asks(Consent.Question question) implements Outcome {}
    }

    /** Returns all tools, including tools that are not offered. */
    public List<Declaration> all() {
        return entries.values().stream().map(Entry::declaration).toList();
    }

    /**
     * Returns the tools as a caller's list has them.
     *
     * @param shows true if the client can show pages
     */
    public List<Declaration> listed(Access to, boolean shows) {
        return all().stream()
                .filter(tool -> !hides(tool.name(), to) && (shows || tool.meta().isEmpty()))
                .toList();
    }

    /** Returns the names of the offered tools. */
    public List<String> offered() {
        return entries.keySet().stream().filter(this::offers).toList();
    }

    public boolean offers(String name) {
        Entry entry = entries.get(name);
        return entry != null && refusal(entry.declaration()) == null;
    }

    /** True if there is such a tool, even one that is not offered. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** True if the tool has the argument. */
    public boolean takes(String name, String argument) {
        Entry entry = entries.get(name);
        return entry != null && entry.declaration().input().has(argument);
    }

    /** True if the tool is not offered at all, or not to the caller. */
    public boolean hides(String name, Access from) {
        Entry entry = entries.get(name);
        return entry != null && (refusal(entry.declaration()) != null || forbidden(entry, from) != null);
    }

    /** Returns the refusal of a tool for which the caller lacks a scope; empty for an allowed or unknown tool. */
    public Optional<AccessRefused> missingScope(String name, Access from) {
        Entry entry = entries.get(name);
        return entry == null || refusal(entry.declaration()) != null
                ? Optional.empty()
                : Optional.ofNullable(forbidden(entry, from)).filter(refused -> refused.needed() != null);
    }

    /** Calls a tool behind which no person can be asked. */
    public Outcome call(String name, Caller caller, ObjectNode arguments, ProgressListener progress) {
        return call(name, caller, arguments, progress, Consent.BY_ARGUMENT);
    }

    /** @throws IllegalArgumentException if no tool has the name */
    public Outcome call(String name, Caller caller, ObjectNode arguments, ProgressListener progress, Consent consent) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("There is no tool " + name);
        }
        try {
            ToolFailure refusal = refusal(entry.declaration());
            if (refusal != null) {
                throw refusal;
            }
            AccessRefused forbidden = forbidden(entry, caller.known().access());
            if (forbidden != null) {
                throw forbidden;
            }
            Arguments checked = new Arguments(checked(entry, arguments));
            ToolCall call = new ToolCall(name, caller, checked, progress, consent);
            return new Outcome.Answered(Confinement.of(caller.known().access())
                    .run(() -> entry.tool().call(call)));
        } catch (CancellationException left) {
            LOG.info("The client has left while {} ran", name);
            return new Outcome.Failed(ToolProblem.INTERNAL.word() + ": the client has left.");
        } catch (ConsentNeeded needed) {
            return new Outcome.Asks(needed.question());
        } catch (RuntimeException failure) {
            return new Outcome.Failed(
                    entry.declaration().toolset().failsInJson()
                            ? failures.json(failure, caller.requestId())
                            : failures.text(failure, caller.requestId()));
        }
    }

    /** Returns the message of a failure outside of tools, such as of a resource, in the form of a tool's message. */
    public String words(RuntimeException failure, String requestId) {
        return failures.text(failure, requestId);
    }

    private static ObjectNode checked(Entry entry, ObjectNode arguments) {
        try {
            return entry.check().checked(entry.tool().declared(arguments));
        } catch (ToolFailure wrong) {
            throw entry.declaration().hints().readOnly() ? wrong : new FailureBeforeStoring(wrong);
        }
    }

    private @Nullable ToolFailure refusal(Declaration tool) {
        if (!offered.contains(tool.toolset())) {
            return new ToolFailure(
                    ToolProblem.TOOLSET_OFF,
                    ("%s is in the toolset %s, which is off. To switch it on, start Devledger with"
                                    + " devledger.mcp.toolsets=%s.")
                            .formatted(tool.name(), word(tool.toolset()), with(tool.toolset())));
        }
        if (readOnly && !tool.hints().readOnly()) {
            return new ToolFailure(
                    ToolProblem.READ_ONLY,
                    ("%s writes, and this server is read-only. To allow it, start Devledger with"
                                    + " devledger.mcp.read-only=false. Nothing was written.")
                            .formatted(tool.name()));
        }
        return null;
    }

    private static @Nullable AccessRefused forbidden(Entry entry, Access to) {
        Declaration tool = entry.declaration();
        if (!to.may(tool.scope())) {
            return AccessRefused.without(tool.scope(), to);
        }
        return to.project() == null || entry.tool().staysInProject() ? null : AccessRefused.heldToProject(tool.name());
    }

    /** Returns the value of the setting that adds the toolset to the offered ones. */
    private String with(Toolset missing) {
        return Arrays.stream(Toolset.values())
                .filter(each -> each == missing || offered.contains(each))
                .map(ToolRegistry::word)
                .collect(Collectors.joining(","));
    }

    private static String word(Toolset toolset) {
        return toolset.name().toLowerCase(Locale.ROOT);
    }

    /** Describes failures for a model: a code, the error, the allowed values, the next call. */
    record FailureAnswers(StoreOutage outage) {
        private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

        String text(RuntimeException failure, String requestId) {
            return switch (failure) {
                case ToolFailure failed -> failed.text();
                case AccessRefused refused -> ToolProblem.FORBIDDEN.word() + ": " + refused.words();
                case Rejection rejection -> RuleWords.of(rejection).text();
                case Ledger.LedgerBusy busy -> ToolProblem.UNAVAILABLE.word() + ": " + busy.getMessage();
                case NewerVersion taken -> ToolProblem.UNAVAILABLE.word() + ": " + taken.getMessage();
                case RebuildUnfinished missing -> ToolProblem.UNAVAILABLE.word() + ": " + missing.getMessage();
                case UnsettledMoment early -> ToolProblem.UNAVAILABLE.word() + ": " + early.getMessage();
                case Ledger.NotStored away -> away(away);
                case OutcomeUnknown unknown -> unknown(unknown);
                case FailureBeforeStoring undone -> text(undone.failure(), requestId) + " Nothing was written.";
                default -> unexpected(failure, requestId);
            };
        }

        /** Returns the failure as {@code {"error": {"code", "message", "details"}}}. */
        String json(RuntimeException failure, String requestId) {
            String text = text(failure, requestId);
            int colon = text.indexOf(": ");
            ObjectNode answer = ToolJson.object();
            ObjectNode error = answer.putObject("error")
                    .put("code", text.substring(0, colon))
                    .put("message", text.substring(colon + 2));
            error.set("details", ToolJson.object(details(failure)));
            return ToolJson.text(answer);
        }

        private static Map<String, Object> details(RuntimeException failure) {
            return switch (failure) {
                case ToolFailure failed -> failed.details();
                case FailureBeforeStoring undone -> details(undone.failure());
                default -> Map.of();
            };
        }

        private static String away(RuntimeException failure) {
            LOG.warn("The database is away: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure)));
            return ToolProblem.UNAVAILABLE.word()
                    + ": the database cannot be reached right now. Wait a little and try again, with the same"
                    + " idempotency_key where you gave one.";
        }

        private static String unknown(OutcomeUnknown unknown) {
            LOG.warn("The database is away: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(unknown)));
            return ToolProblem.UNAVAILABLE.word()
                    + ": the connection to the database broke while this was being written, so it is not known whether"
                    + " it was done. If you gave an idempotency_key, repeat the call with it: it is done only once."
                    + " Without one, check first whether it was done.";
        }

        private String unexpected(RuntimeException failure, String requestId) {
            if (outage.isCauseOf(failure)) {
                return away(failure);
            }
            if (outage.isBusy(failure)) {
                LOG.warn("The database is busy: {}", failure.getMessage());
                return ToolProblem.UNAVAILABLE.word()
                        + ": the database was too busy to do this in time, and nothing was done. Wait a little and try"
                        + " again.";
            }
            LOG.error("Unexpected failure of a tool", failure);
            return ToolProblem.INTERNAL.word() + ": unexpected error, id " + requestId + ".";
        }
    }

    /** Texts that a person picks from a menu and gives to a model. */
    public interface Prompts {

        List<Prompt> all();

        /**
         * Returns the text of a known prompt.
         *
         * @throws ToolFailure if an argument is wrong
         */
        String text(String name, Map<String, String> arguments);

        /**
         * @param name the name for programs
         * @param title the title for people
         * @param description the description for people who choose a prompt
         */
        record Prompt(String name, String title, String description, List<Argument> arguments) {

            /** Returns the prompt as both eras of the protocol list it. */
            public Map<String, Object> listed() {
                Map<String, Object> prompt = new LinkedHashMap<>();
                prompt.put("name", name);
                prompt.put("title", title);
                prompt.put("description", description);
                prompt.put("arguments", arguments.stream().map(Argument::listed).toList());
                return prompt;
            }

            /**
             * Requires all arguments that the prompt does not work without.
             *
             * @throws ToolFailure if an argument is missing
             */
            public void require(Map<String, String> given) {
                for (Argument argument : arguments) {
                    if (argument.required() && !given.containsKey(argument.name())) {
                        throw new ToolFailure(
                                ToolProblem.INVALID, "The prompt needs the argument " + argument.name() + ".");
                    }
                }
            }
        }

        /** @param required true if the prompt does not work without it */
        record Argument(String name, String description, boolean required) {
            private Map<String, Object> listed() {
                Map<String, Object> argument = new LinkedHashMap<>();
                argument.put("name", name);
                argument.put("description", description);
                argument.put("required", required);
                return argument;
            }
        }

        /** Completes an argument that a person has begun to type. */
        interface Completions {

            /** Returns at most 100 completions of the argument {@code key} or {@code project}. */
            List<String> of(String argument, String prefix);
        }
    }
}
