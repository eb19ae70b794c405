package dev.devledger.application.ledger.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The states of entities as this node last stored or read them, so that a command on one need not read its events again.
 * Another node may have stored more since: then the version of a new event is taken, and the write is repeated. What no new
 * event proves, such as a refusal or that there is nothing to change, is decided again on the stored events.
 */
public final class AggregateCache implements Cache {
    private static final String USE = AggregateCache.class.getName();
    private static final int MOST = 10_000;

    /** Soft, as a state may hold long texts: they are let go before the memory is full. */
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> states = Caffeine.newBuilder()
            .maximumSize(MOST)
            .softValues()
            .executor(Runnable::run) // it has little to do, and another thread would have to wake up for it
            .build();

    /** What one write takes from here. */
    public static final class Use {
        private final boolean allowed;
        private final boolean shared;
        private final Set<Object> unproven = new HashSet<>();
        private boolean any;
        private boolean changed;

        private Use(boolean allowed, boolean shared) {
            this.allowed = allowed;
            this.shared = shared;
        }

        /** Whether anything was decided on a state from here. */
        public boolean any() {
            return any;
        }

        /** Whether each state from here got an event, whose version is its proof. */
        public boolean isProven() {
            return unproven.isEmpty();
        }

        /** Whether any entity got an event. */
        public boolean hasChanged() {
            return changed;
        }

        private @Nullable Object take(Object key, @Nullable Object state) {
            if (state != null) {
                any = true;
                unproven.add(key);
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
    public static Use begin(UnitOfWork<?> root, boolean allowed, boolean shared) {
        Use use = new Use(allowed, shared);
        root.resources().put(USE, use);
        return use;
    }

    /** The entity of this stream gets an event. */
    public static void changed(String stream) {
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

    @Override
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // as in Axon
    public <K, V> V get(K key) {
        Use use = current();
        return use == null || !use.allowed ? null : (V) use.take(key, states.getIfPresent(key));
    }

    /** What nothing has happened to yet has no id, and nothing that is worth to be remembered. */
    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) {
            states.put(key, value);
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return states.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return states.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        states.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return states.asMap().containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener cacheEntryListener) {
        throw new UnsupportedOperationException("nobody listens");
    }
}
