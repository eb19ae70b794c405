package dev.devledger.application.confined;

import dev.devledger.application.access.Access;
import dev.devledger.domain.project.Project.ProjectId;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The project that the caller in this thread is confined to. It is kept per thread and not passed with each call, so
 * that no call can forget it: the entrance of a request sets it, and the ports of this package obey it.
 *
 * @param project null for a caller that may see all, as the ledger's own work may
 */
public record Confinement(@Nullable ProjectId project) {
    public static final Confinement NONE = new Confinement(null);

    private static final ThreadLocal<Confinement> CURRENT = ThreadLocal.withInitial(() -> NONE);

    public static Confinement of(Access access) {
        ProjectId project = access.project();
        return project == null ? NONE : new Confinement(project);
    }

    public static Confinement current() {
        return CURRENT.get();
    }

    public boolean isNone() {
        return project == null;
    }

    /**
     * Sets this confinement for the thread, and returns the one before. The caller ends the confinement by entering the
     * returned one.
     */
    public Confinement enter() {
        Confinement before = CURRENT.get();
        if (!equals(before)) {
            CURRENT.set(this);
        }
        return before;
    }

    /** Runs the work with this confinement, in the calling thread. */
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        Confinement before = enter();
        try {
            return work.get();
        } finally {
            before.enter();
        }
    }

    <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> around(Function<T, R> work) {
        return given -> run(() -> work.apply(given));
    }

    /** Returns the project that the thread is confined to; null if the thread may see all. */
    static @Nullable UUID currentProject() {
        ProjectId project = current().project();
        return project == null ? null : project.value();
    }

    static boolean has(@Nullable UUID project) {
        UUID own = currentProject();
        return own == null || own.equals(project);
    }
}
