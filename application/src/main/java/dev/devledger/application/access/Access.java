package dev.devledger.application.access;

import dev.devledger.domain.project.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rights of a caller. */
public sealed interface Access {
    Access ALL = new FullAccess();

    boolean may(Scope scope);

    /** Returns the project that the caller is held to; null if there is none. */
    @Nullable
    ProjectId project();

    /** The rights of the owner. */
    record FullAccess() implements Access {
        @Override
        public boolean may(Scope scope) {
            return true;
        }

        @Override
        public @Nullable ProjectId project() {
            return null;
        }
    }

    /** The rights of a token. */
    record ScopedAccess(List<Scope> scopes, @Nullable ProjectId project) implements Access {
        public ScopedAccess {
            scopes = List.copyOf(scopes);
        }

        @Override
        public boolean may(Scope scope) {
            return scopes.contains(scope);
        }

        /** Returns the scopes in words, such as {@code read and sync}. */
        public String words() {
            return Access.words(scopes);
        }
    }

    /** Returns scopes in words, such as {@code read, write and sync}. */
    static String words(Collection<Scope> scopes) {
        String all = scopes.stream().map(Scope::word).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
    }

    /**
     * A part of what callers can do, which a token is allowed or not (docs/contract.md, section 8). No scope includes
     * another.
     *
     * @param word the name that callers write
     */
    record Scope(String word) {
        public static final Scope READ = new Scope("read");
        public static final Scope WRITE = new Scope("write");

        /** Running the sync, and deciding what it leaves to people. */
        public static final Scope SYNC = new Scope("sync");

        /** The owner's work: tokens, replays, imports, accounts. */
        public static final Scope ADMIN = new Scope("admin");

        /**
         * Returns the scope for direct calls of a connected service, past the ledger: its word is the connector's name.
         */
        public static Scope straightTo(String connector) {
            return new Scope(connector);
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
