package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Behaviour;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.faults.FaultControl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How this TickTick differs from the plain one. Only tests change it, by way of {@link FaultControl}. Safe to use from
 * any thread.
 */
public final class Circumstances extends Behaviour<TickTickHabit> {
    /** An app of the developer portal. */
    public record Client(String id, String secret, String redirectUri) {}

    /**
     * @param refreshTokens some servers hand them out, TickTick does not
     * @param wholeUpdates an update replaces the whole task, as some clients believe of TickTick
     * @param maxLists lists of the account, the Inbox not counted; null for no limit
     * @param maxOpenTasks open tasks in a list; null for no limit
     * @param clients the only ones that are known; where there are none, everyone is
     */
    public record Setting(
            boolean refreshTokens,
            boolean wholeUpdates,
            @Nullable Long maxLists,
            @Nullable Long maxOpenTasks,
            List<Client> clients) {
        static final Setting PLAIN = new Setting(false, false, null, null, List.of());
    }

    private volatile Setting setting = Setting.PLAIN;
    private @Nullable Long tokenCallsLeft;

    public Circumstances() {
        super(TickTickHabit.class);
    }

    public Setting now() {
        return setting;
    }

    public void become(Setting next) {
        setting = next;
    }

    /** Every OAuth token of today ends after so many more calls that any of them makes. */
    public synchronized void endTokensAfter(long calls) {
        tokenCallsLeft = calls;
    }

    public synchronized Optional<Long> tokenCallsLeft() {
        return Optional.ofNullable(tokenCallsLeft);
    }

    /** Counts a call that comes with an OAuth token. True for the one that finds its token at an end. */
    public synchronized boolean tokensEndNow() {
        if (tokenCallsLeft == null) return false;
        boolean end = tokenCallsLeft <= 0;
        tokenCallsLeft = end ? null : Long.valueOf(tokenCallsLeft - 1);
        return end;
    }

    @Override
    public synchronized void clear() {
        super.clear();
        setting = Setting.PLAIN;
        tokenCallsLeft = null;
    }

    /** What tasks were before their last write, for the one read of each that may still show it. Safe to use from any thread. */
    public static final class FirstReads {
        private final Circumstances circumstances;
        private final Map<String, String> before = new ConcurrentHashMap<>();

        public FirstReads(Circumstances circumstances) {
            this.circumstances = circumstances;
        }

        public void written(ObjectNode task, String was) {
            if (circumstances.has(TickTickHabit.FIRST_READ_IS_OLD))
                before.put(task.path("id").stringValue(), was);
        }

        public Optional<ObjectNode> take(String id) {
            if (!circumstances.has(TickTickHabit.FIRST_READ_IS_OLD)) before.clear();
            return Optional.ofNullable(before.remove(id)).map(Json::stored);
        }
    }
}
