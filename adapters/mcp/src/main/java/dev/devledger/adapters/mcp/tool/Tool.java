package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.ToolRegistry.FailureAnswers;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.TokenCheck.KnownCaller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool that an agent can call. */
public interface Tool {

    Declaration declaration();

    /**
     * True if a caller that is held to one project may call it: all its reads and writes use the ports of
     * {@code application.confined}, and stay in that project.
     */
    default boolean staysInProject() {
        return false;
    }

    /**
     * The arguments in the form of the input schema, for a tool that accepts more than it declares: no type of a schema
     * can be one of two, as some models' APIs then refuse the whole list.
     */
    default ObjectNode declared(ObjectNode arguments) {
        return arguments;
    }

    /**
     * Runs the call, whose arguments fit the input schema. All other errors in them are a {@link ToolFailure} or
     * exceptions of the use cases, which {@link FailureAnswers} puts into words.
     */
    ToolAnswer call(ToolCall call);

    /**
     * The declaration of a tool for clients.
     *
     * @param name snake_case, for ever: agents' permissions name it
     * @param title the title for people
     * @param description the description for a model, at most 2,048 characters, as some clients cut there
     * @param scope the scope that a token needs for it
     * @param input the schema of the arguments; unknown ones are refused
     * @param output the part of {@code structuredContent} that a client may rely on
     */
    record Declaration(
            String name,
            String title,
            String description,
            Toolset toolset,
            Hints hints,
            Scope scope,
            Schema input,
            Schema output) {}

    /**
     * The assumptions that a client may make: the four annotations of the protocol.
     *
     * @param readOnly true if it changes nothing
     * @param destructive true if it may overwrite or remove existing data
     * @param idempotent true if a repeat of the call changes nothing more
     * @param openWorld true if it calls a connected service
     */
    record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        public static final Hints READS = new Hints(true, false, true, false);
        public static final Hints ADDS = new Hints(false, false, false, false);
        public static final Hints SETS = new Hints(false, false, true, false);
        public static final Hints OVERWRITES = new Hints(false, true, false, false);

        public Hints openWorldToo() {
            return new Hints(readOnly, destructive, idempotent, true);
        }
    }

    /** The groups of tools to offer: {@code devledger.mcp.toolsets} of docs/contract.md, section 2. */
    enum Toolset {
        /** The ledger itself. */
        DEFAULT,
        /** Calls TickTick directly, past the ledger. */
        TICKTICK,
        /** Calls ClickUp directly, past the ledger. A failure of these tools is JSON (docs/contract.md, section 6). */
        CLICKUP,
        /** Calls TrackingTime directly, past the ledger, with failures like CLICKUP. */
        TRACKINGTIME;

        boolean failsInJson() {
            return this == CLICKUP || this == TRACKINGTIME;
        }
    }

    /** A call that fits the tool's input schema. */
    record ToolCall(String tool, Caller caller, Arguments arguments, ProgressListener progress) {}

    /**
     * The answer to a call in two forms: some clients show the model only the one, some only the other, so each is
     * complete on its own.
     *
     * @param structured the form that fits the tool's output schema, without nulls
     * @param text compact lines, not the JSON again
     */
    record ToolAnswer(ObjectNode structured, String text) {

        /** The stored form for a repeat of the call. */
        public String kept() {
            return ToolJson.text(this);
        }

        /** Reads the form of {@link #kept}. */
        public static ToolAnswer ofKept(String kept) {
            ObjectNode both = ToolJson.read(kept);
            return new ToolAnswer(
                    (ObjectNode) both.path("structured"), both.path("text").stringValue());
        }

        /** The same answer, marked as that of an earlier call. */
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

        /** {@code done} grows with each call, {@code total} is null if unknown. */
        void at(double done, @Nullable Double total, String message);
    }

    /**
     * The caller.
     *
     * @param known the identity and its rights
     * @param client the program's own name when it connects, such as {@code claude-code/2.1}
     * @param agent the program in its session, such as {@code claude-code#3f2a91c0}; null without a session
     * @param requestId the id of the HTTP request, which the log has too
     */
    record Caller(
            KnownCaller known,
            @Nullable String client,
            @Nullable String agent,
            String requestId) {

        private static final int LONGEST = 200;

        /** The printable part of a program's own name; null if nothing remains. */
        public static @Nullable String client(String name, @Nullable String version) {
            String printable = (version == null ? name : name + "/" + version)
                    .replaceAll("[^\\x20-\\x7e]", "")
                    .strip();
            String cut = printable.substring(0, Math.min(LONGEST, printable.length()));
            return cut.isEmpty() ? null : cut;
        }

        /** A caller without a session. */
        public Caller(KnownCaller known, @Nullable String client, String requestId) {
            this(known, client, null, requestId);
        }

        /** {@code owner}, or the name of an access token. */
        public String actor() {
            return known.actor();
        }
    }
}
