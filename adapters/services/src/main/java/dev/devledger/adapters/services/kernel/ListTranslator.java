package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@link ContentTranslator} of a service in which a project is a list or another container of tasks. */
public interface ListTranslator extends ContentTranslator {
    /** The limits of a list: its name has at most 255 characters. */
    ContentTranslator LISTS = new CardTranslator(255, List.of());

    @Override
    default CanonicalContent compared(EntityRef.Kind kind, CanonicalContent content, String list) {
        return LISTS.compared(kind, content, list);
    }

    @Override
    default CanonicalContent written(EntityRef.Kind kind, CanonicalContent content, @Nullable String list) {
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
