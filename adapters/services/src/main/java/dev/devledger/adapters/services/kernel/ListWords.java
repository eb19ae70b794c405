package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@link Words} of a service in which a project is a list or another container of tasks. */
public interface ListWords extends Words {
    /** The limits of a list: its name has at most 255 characters. */
    Words LISTS = new CardWords(255, List.of());

    @Override
    default Canonical compared(EntityRef.Kind kind, Canonical content, String list) {
        return LISTS.compared(kind, content, list);
    }

    @Override
    default Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list) {
        return LISTS.written(kind, content, list);
    }

    @Override
    default Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
        return LISTS.writtenFields(kind, fields);
    }

    @Override
    default String listName(String name) {
        return LISTS.listName(name);
    }

    @Override
    default Set<String> reservedTags() {
        return Set.of();
    }
}
