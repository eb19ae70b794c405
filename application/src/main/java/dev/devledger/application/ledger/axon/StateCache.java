package dev.devledger.application.ledger.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.application.ledger.axon.CommandEngine.Entity;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The states of entities as this node last stored or read them, so that a command need not read an entity's events
 * again. Another node may have stored further events since: then the version of a new event is already taken, and the
 * write is repeated. A decision without a new event, such as a refusal or that there is nothing to change, is repeated
 * on the stored events.
 */
public final class StateCache {
    private static final String USE = StateCache.class.getName();
    private static final int MOST = 10_000;

    /**
     * The cached states. They may hold long texts, so the references are soft: states are dropped before memory runs
     * out.
     */
    private final Cache<String, Entity<?, ?, ?>> states = Caffeine.newBuilder()
            .maximumSize(MOST)
            .softValues()
            .executor(Runnable::run) // the cache has little to do, and waking another thread would cost more
            .build();

    /** The states that one write takes from the cache. */
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

        /** True if anything was decided on a state from the cache. */
        boolean any() {
            return any;
        }

        /** True if each state from the cache got an event, whose version proves that the state was the newest. */
        boolean isProven() {
            return unproven.isEmpty();
        }

        /** True if any entity got an event. */
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
     * Begins the use of the cache by a write.
     *
     * @param allowed false if all states are to be read from the events
     * @param shared true if other writes share the transaction, so that this write must not wait for locks of entities
     */
    static Use begin(UnitOfWork<?> root, boolean allowed, boolean shared) {
        Use use = new Use(allowed, shared);
        root.resources().put(USE, use);
        return use;
    }

    /** Records that the entity of this stream gets an event. */
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

    /** Returns the cached entity; null if it is not cached, or if the current write must read its events. */
    @Nullable
    Entity<?, ?, ?> take(String stream) {
        Use use = current();
        return use == null || !use.allowed ? null : use.take(stream, states.getIfPresent(stream));
    }

    /** Caches the entity, unless it has no event yet. */
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
