package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.ToolRegistry.FailureAnswers;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.confined.Confinement;
import dev.devledger.application.ledger.Provenance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool that an agent can call. */
public interface Tool {

    Declaration declaration();

    /**
     * True if a caller that is limited to one project may call the tool: all reads and writes of the tool use the ports
     * of {@code application.confined}, and stay in that project.
     */
    default boolean staysInProject() {
        return false;
    }

    /**
     * Returns the arguments in the form of the input schema, for a tool that accepts more than the schema declares: a
     * value in a schema cannot have two types, as some models' APIs then refuse the whole list of tools.
     */
    default ObjectNode declared(ObjectNode arguments) {
        return arguments;
    }

    /**
     * Runs the call, whose arguments fit the input schema. Any other error in the arguments throws a {@link
     * ToolFailure}, or an exception of the use cases, which {@link FailureAnswers} puts into words.
     */
    ToolAnswer call(ToolCall call);

    /**
     * The declaration of a tool for clients.
     *
     * @param name the name in snake_case, which must never change: agents' permissions name it
     * @param title the title for people
     * @param description the description for a model, at most 2,048 characters, as some clients cut it at that length
     * @param scope the scope that a token needs to call the tool
     * @param input the schema of the arguments; unknown arguments are refused
     * @param output the part of {@code structuredContent} on which a client may rely
     * @param meta the page as which a client shows results; empty for a tool whose results are not shown
     */
    record Declaration(
            String name,
            String title,
            String description,
            Toolset toolset,
            Hints hints,
            Scope scope,
            Schema input,
            Schema output,
            Map<String, Object> meta) {

        public Declaration(
                String name,
                String title,
                String description,
                Toolset toolset,
                Hints hints,
                Scope scope,
                Schema input,
                Schema output) {
            this(name, title, description, toolset, hints, scope, input, output, Map.of());
        }

        /** Returns the same tool, whose results a client can show as a page. */
        public Declaration shownAs(Map<String, Object> page) {
            return new Declaration(name, title, description, toolset, hints, scope, input, output, page);
        }

        /** Returns the tool as both eras of the protocol list it. */
        public Map<String, Object> listed() {
            Map<String, Object> tool = new LinkedHashMap<>();
            tool.put("name", name);
            tool.put("title", title);
            tool.put("description", description);
            tool.put("inputSchema", input.listed());
            tool.put("outputSchema", output.promised());
            tool.put("annotations", hints.listed());
            if (!meta.isEmpty()) {
                tool.put("_meta", meta);
            }
            return tool;
        }
    }

    /**
     * The four annotations of the protocol, on which a client may rely.
     *
     * @param readOnly true if the tool changes nothing
     * @param destructive true if the tool may overwrite or remove existing data
     * @param idempotent true if a repeat of the call changes nothing more
     * @param openWorld true if the tool calls a connected service
     */
    record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        public static final Hints READS = new Hints(true, false, true, false);
        public static final Hints ADDS = new Hints(false, false, false, false);
        public static final Hints SETS = new Hints(false, false, true, false);
        public static final Hints OVERWRITES = new Hints(false, true, false, false);

        public Hints openWorldToo() {
            return new Hints(readOnly, destructive, idempotent, true);
        }

        private Map<String, Object> listed() {
            Map<String, Object> hints = new LinkedHashMap<>();
            hints.put("readOnlyHint", readOnly);
            hints.put("destructiveHint", destructive);
            hints.put("idempotentHint", idempotent);
            hints.put("openWorldHint", openWorld);
            return hints;
        }
    }

    /** The groups of tools that a server can offer: {@code devledger.mcp.toolsets} of docs/contract.md, section 2. */
    enum Toolset {
        /** The tools of the ledger itself. */
        DEFAULT,
        /** The tools that call TickTick directly, without the ledger. */
        TICKTICK,
        /**
         * The tools that call ClickUp directly, without the ledger. Their failures are JSON (docs/contract.md, section
         * 6).
         */
        CLICKUP,
        /** The tools that call TrackingTime directly, without the ledger. Their failures are JSON, as for CLICKUP. */
        TRACKINGTIME;

        boolean failsInJson() {
            return this == CLICKUP || this == TRACKINGTIME;
        }
    }

    /** A call whose arguments fit the tool's input schema. */
    record ToolCall(String tool, Caller caller, Arguments arguments, ProgressListener progress, Consent consent) {

        /** Creates a call behind which no person can be asked. */
        public ToolCall(String tool, Caller caller, Arguments arguments, ProgressListener progress) {
            this(tool, caller, arguments, progress, Consent.BY_ARGUMENT);
        }

        /** Returns the origin of what the call writes. */
        public Provenance by(@Nullable String reason, @Nullable String agent) {
            return new Provenance(
                    caller.actor(),
                    "mcp",
                    caller.client(),
                    tool,
                    caller.requestId(),
                    caller.requestId(),
                    reason,
                    agent);
        }

        /**
         * Requires the person's consent to harm that a model could do by mistake.
         *
         * @param harm the harm in whole sentences
         * @param concerned everything concerned: consent to the one is no consent to another
         */
        public void requireConsent(String harm, Collection<?> concerned) {
            consent.require(Consent.Question.of(harm, concerned), arguments);
        }
    }

    /**
     * The answer to a call in two forms. Each form is complete on its own, as some clients show the model only one of
     * them.
     *
     * @param structured the form that fits the tool's output schema, without nulls
     * @param text the form in compact lines, not the JSON again
     * @param page the data for a page that a client shows to the person, and not to the model; null for none
     */
    record ToolAnswer(
            ObjectNode structured, String text, @Nullable ObjectNode page) {

        public ToolAnswer(ObjectNode structured, String text) {
            this(structured, text, null);
        }

        /** Returns the form that is stored for a repeat of the call. */
        public String kept() {
            return ToolJson.text(this);
        }

        /** Reads the form of {@link #kept}. */
        public static ToolAnswer ofKept(String kept) {
            ObjectNode both = ToolJson.read(kept);
            return new ToolAnswer(
                    (ObjectNode) both.path("structured"), both.path("text").stringValue());
        }

        /** Returns the same answer, marked as the answer of an earlier call. */
        public ToolAnswer replayed() {
            return new ToolAnswer(
                    structured.deepCopy().put("replayed", true),
                    "Replayed: this is the answer to the first call with this idempotency_key. Nothing was done"
                            + " again.\n" + text);
        }
    }

    /** Receives the progress of a long call. */
    @FunctionalInterface
    interface ProgressListener {
        ProgressListener NOBODY = (done, total, message) -> {};

        /**
         * Reports the progress.
         *
         * @param done the work done so far, which grows with each report
         * @param total the whole work; null if unknown
         */
        void at(double done, @Nullable Double total, String message);

        /** Returns a listener that passes on only growing values, as the protocol requires. */
        static ProgressListener growing(ProgressListener listener) {
            return new ProgressListener() {
                private double lastSent = -1;

                @Override
                public synchronized void at(double done, @Nullable Double total, String message) {
                    if (done > lastSent) {
                        lastSent = done;
                        listener.at(done, total, message);
                    }
                }
            };
        }
    }

    /**
     * The caller of a tool.
     *
     * @param known the identity of the caller and its rights
     * @param client the program and its version, such as {@code claude-code/2.1}; null if the program gives no name
     * @param agent the name under which the caller works, such as {@code claude-code}; null if the program gives no name
     * @param requestId the id of the HTTP request, which the log has too
     */
    record Caller(
            AuthenticatedCaller known,
            @Nullable String client,
            @Nullable String agent,
            String requestId) {

        /** Creates a caller whose program gives no name of an agent. */
        public Caller(AuthenticatedCaller known, @Nullable String client, String requestId) {
            this(known, client, null, requestId);
        }

        /** @param program the program that calls; null if it gives no name */
        public static Caller of(AuthenticatedCaller known, @Nullable Program program, String requestId) {
            return new Caller(
                    known,
                    program == null ? null : program.client(),
                    program == null ? null : program.agent(known),
                    requestId);
        }

        /** Returns {@code owner}, or the name of an access token. */
        public String actor() {
            return known.actor();
        }

        /** Runs a read outside of tools. A caller that is limited to one project sees only this project. */
        public <T extends @Nullable Object> T reading(Supplier<T> read) {
            if (!known.access().may(Scope.READ)) {
                throw AccessRefused.without(Scope.READ, known.access());
            }
            return Confinement.of(known.access()).run(read);
        }
    }

    /**
     * The program of a caller, in its own words. They say who works, and grant nothing.
     *
     * @param name the printable part of the name, which is not empty
     * @param version the printable part of the version; null if there is none
     */
    record Program(String name, @Nullable String version) {
        private static final int LONGEST_NAME = 100;
        private static final int LONGEST = 200;

        /** Returns the program; null if nothing of its name is printable. */
        public static @Nullable Program of(@Nullable String name, @Nullable String version) {
            String printable = printable(name, LONGEST);
            return printable.isEmpty()
                    ? null
                    : new Program(printable, version == null ? null : printable(version, LONGEST));
        }

        private static String printable(@Nullable String text, int most) {
            String printable =
                    text == null ? "" : text.replaceAll("[^\\x20-\\x7e]", "").strip();
            return printable.substring(0, Math.min(most, printable.length()));
        }

        /** Returns the program and its version, such as {@code claude-code/2.1}. */
        public String client() {
            return printable(version == null ? name : name + "/" + version, LONGEST);
        }

        /**
         * Returns the name under which the program works: the same after each new connection, and on each node. The
         * owner's token adds nothing to the program's name, and any other token adds its own name.
         */
        public String agent(AuthenticatedCaller known) {
            String program = printable(name, LONGEST_NAME);
            boolean alone = known.isOwner() || known.actor().equalsIgnoreCase(program);
            return alone ? program : printable(program + "@" + known.actor(), LONGEST);
        }
    }
}
