package dev.devledger.application.access;

import dev.devledger.domain.project.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a caller may do. */
public sealed interface Access {
    Access ALL = new Everything();

    boolean may(Scope scope);

    /** The project that the caller is held to; null where there is none. */
    @Nullable
    ProjectId project();

    /** The owner's. */
    record Everything() implements Access {
        @Override
        public boolean may(Scope scope) {
            return true;
        }

        @Override
        public @Nullable ProjectId project() {
            return null;
        }
    }

    /** That of a token. */
    record Some(List<Scope> scopes, @Nullable ProjectId project) implements Access {
        public Some {
            scopes = List.copyOf(scopes);
        }

        @Override
        public boolean may(Scope scope) {
            return scopes.contains(scope);
        }

        /** Such as {@code read and sync}. */
        public String words() {
            return Access.words(scopes);
        }
    }

    /** Such as {@code read, write and sync}. */
    static String words(Collection<Scope> scopes) {
        String all = scopes.stream().map(Scope::word).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
    }

    /**
     * A part of what can be done here, which a token may do or not (docs/contract.md, section 8). None has another one in it.
     *
     * @param word as callers write it
     */
    record Scope(String word) {
        public static final Scope READ = new Scope("read");
        public static final Scope WRITE = new Scope("write");

        /** Running the sync, and deciding what it leaves to people. */
        public static final Scope SYNC = new Scope("sync");

        /** What is the owner's: tokens, replays, imports, accounts. */
        public static final Scope ADMIN = new Scope("admin");

        /** Straight to a connected service, past the ledger: its word is the connector's name. */
        public static Scope straightTo(String connector) {
            return new Scope(connector);
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
