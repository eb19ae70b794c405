package dev.devledger.domain.access;

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
}
