package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.ToolRegistry.FailureAnswers;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.TokenCheck.KnownCaller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Something that an agent can call. */
public interface Tool {

    Declaration declaration();

    /**
     * Whether whoever is held to one project may call it: all that it reads and writes goes through the ports of {@code
     * application.confined}, and stays in that project.
     */
    default boolean staysInProject() {
        return false;
    }

    /**
     * The arguments in the words of the input schema, where the tool takes more than it declares: no type of a schema can be
     * one of two, as there are models' interfaces that refuse the whole list then.
     */
    default ObjectNode declared(ObjectNode arguments) {
        return arguments;
    }

    /**
     * Its arguments fit the input schema. Everything else that can be wrong with them is a {@link ToolFailure} or what the
     * use cases throw, which {@link FailureAnswers} puts into words.
     */
    ToolAnswer call(ToolCall call);

    /**
     * What a client is told of a tool.
     *
     * @param name snake_case, for ever: agents' permissions name it
     * @param title for people
     * @param description for a model, at most 2,048 characters, as some clients cut there
     * @param scope what a token needs for it
     * @param input of the arguments; unknown ones are refused
     * @param output what of {@code structuredContent} a client may rely on
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
     * What a client may assume of a tool: the four annotations of the protocol.
     *
     * @param readOnly it changes nothing
     * @param destructive it may overwrite or remove what is there
     * @param idempotent the same call once more changes nothing more
     * @param openWorld it talks to a connected service
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

    /** Which tools are offered: {@code devledger.mcp.toolsets} of docs/contract.md, section 2. */
    enum Toolset {
        /** The ledger itself. */
        DEFAULT,
        /** Straight to TickTick, past the ledger. */
        TICKTICK,
        /** Straight to ClickUp, past the ledger. A failure of these tools is JSON (docs/contract.md, section 6). */
        CLICKUP,
        /** Straight to TrackingTime, past the ledger, with failures as CLICKUP has them. */
        TRACKINGTIME;

        boolean failsInJson() {
            return this == CLICKUP || this == TRACKINGTIME;
        }
    }

    /** A call that fits the tool's input schema. */
    record ToolCall(String tool, Caller caller, Arguments arguments, ProgressListener progress) {}

    /**
     * What a call is answered with, twice: some clients show the model only the one, some only the other, so each is
     * complete on its own.
     *
     * @param structured fits the tool's output schema, and has no null in it
     * @param text compact lines, not the JSON again
     */
    record ToolAnswer(ObjectNode structured, String text) {

        /** As it is kept for a repeat of the call. */
        public String kept() {
            return ToolJson.text(this);
        }

        /** What {@link #kept} has kept. */
        public static ToolAnswer ofKept(String kept) {
            ObjectNode both = ToolJson.read(kept);
            return new ToolAnswer(
                    (ObjectNode) both.path("structured"), both.path("text").stringValue());
        }

        /** The same, told to be what an earlier call was answered. */
        public ToolAnswer replayed() {
            return new ToolAnswer(
                    structured.deepCopy().put("replayed", true),
                    "Replayed: this is the answer to the first call with this idempotency_key. Nothing was done"
                            + " again.\n" + text);
        }
    }

    /** Whom a long call tells how far it has come. */
    @FunctionalInterface
    interface ProgressListener {
        ProgressListener NOBODY = (done, total, message) -> {};

        /** {@code done} grows with each call, {@code total} is null where it is not known. */
        void at(double done, @Nullable Double total, String message);
    }

    /**
     * Who calls.
     *
     * @param known who that is, and what they may do
     * @param client the program as it names itself when it connects, such as {@code claude-code/2.1}
     * @param agent the program in its session, such as {@code claude-code#3f2a91c0}; null where there is no session
     * @param requestId the id of the HTTP request, which the log has too
     */
    record Caller(
            KnownCaller known,
            @Nullable String client,
            @Nullable String agent,
            String requestId) {

        private static final int LONGEST = 200;

        /** As a program names itself: what can be printed of that; null where that is nothing. */
        public static @Nullable String client(String name, @Nullable String version) {
            String printable = (version == null ? name : name + "/" + version)
                    .replaceAll("[^\\x20-\\x7e]", "")
                    .strip();
            String cut = printable.substring(0, Math.min(LONGEST, printable.length()));
            return cut.isEmpty() ? null : cut;
        }

        /** Of a caller without a session. */
        public Caller(KnownCaller known, @Nullable String client, String requestId) {
            this(known, client, null, requestId);
        }

        /** {@code owner}, or the name of an access token. */
        public String actor() {
            return known.actor();
        }
    }
}
