package dev.devledger.application.ledger.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The states of entities as this node last stored or read them, so that a command on one need not read its events again.
 * Another node may have stored more since: then the version of a new event is taken, and the write is repeated. What no new
 * event proves, such as a refusal or that there is nothing to change, is decided again on the stored events.
 */
public final class StateCache {
    private static final String USE = StateCache.class.getName();
    private static final int MOST = 10_000;

    /** Soft, as a state may hold long texts: they are let go before the memory is full. */
    private final Cache<String, Entity<?, ?, ?>> states = Caffeine.newBuilder()
            .maximumSize(MOST)
            .softValues()
            .executor(Runnable::run) // it has little to do, and another thread would have to wake up for it
            .build();

    /** What one write takes from here. */
    static final class Use {
        private final boolean allowed;
        private final boolean shared;
        private final Set<String> unproven = new HashSet<>();
        private boolean any;
        private boolean changed;

        private Use(boolean allowed, boolean shared) {
            this.allowed = allowed;
            this.shared = shared;
        }

        /** Whether anything was decided on a state from here. */
        boolean any() {
            return any;
        }

        /** Whether each state from here got an event, whose version is its proof. */
        boolean isProven() {
            return unproven.isEmpty();
        }

        /** Whether any entity got an event. */
        boolean hasChanged() {
            return changed;
        }

        private @Nullable Entity<?, ?, ?> take(String stream, @Nullable Entity<?, ?, ?> state) {
            if (state != null) {
                any = true;
                unproven.add(stream);
            }
            return state;
        }
    }

    /**
     * From here on the unit of work is at this use.
     *
     * @param allowed false where all is to be read from the events
     * @param shared whether other writes are in the same transaction, which are not to wait for this one's entities
     */
    static Use begin(UnitOfWork<?> root, boolean allowed, boolean shared) {
        Use use = new Use(allowed, shared);
        root.resources().put(USE, use);
        return use;
    }

    /** The entity of this stream gets an event. */
    static void changed(String stream) {
        Use use = current();
        if (use != null) {
            use.unproven.remove(stream);
            use.changed = true;
        }
    }

    static boolean isShared() {
        Use use = current();
        return use != null && use.shared;
    }

    private static @Nullable Use current() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(USE) : null;
    }

    /** As it is known; null where the write at hand is to read its events. */
    @Nullable
    Entity<?, ?, ?> take(String stream) {
        Use use = current();
        return use == null || !use.allowed ? null : use.take(stream, states.getIfPresent(stream));
    }

    /** What nothing has happened to yet is not worth to be remembered. */
    void put(Entity<?, ?, ?> entity) {
        if (entity.version() > 0) {
            states.put(entity.stream(), entity);
        }
    }

    void remove(String stream) {
        states.invalidate(stream);
    }

    public void removeAll() {
        states.invalidateAll();
    }

    public boolean has(String stream) {
        return states.asMap().containsKey(stream);
    }
}
