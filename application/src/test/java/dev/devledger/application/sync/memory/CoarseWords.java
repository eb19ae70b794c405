package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a service without a priority between low and high; all else is unchanged. */
record CoarseWords(ContentTranslator words) implements ContentTranslator {
    private static final CanonicalChanges HIGH = new CanonicalChanges(
            null, null, new Change<>(Priority.MEDIUM, Priority.HIGH), null, null, null, null, null);

    @Override
    public CanonicalContent known(CanonicalContent content) {
        CanonicalContent known = words.known(content);
        return known.priority() == Priority.MEDIUM ? HIGH.applyTo(known) : known;
    }

    @Override
    public CanonicalContent compared(EntityRef.Kind kind, CanonicalContent content, String list) {
        return words.compared(kind, content, list);
    }

    @Override
    public CanonicalContent written(EntityRef.Kind kind, CanonicalContent content, @Nullable String list) {
        return words.written(kind, content, list);
    }

    @Override
    public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
        return words.writtenFields(kind, fields);
    }

    @Override
    public String listName(String name) {
        return words.listName(name);
    }

    @Override
    public StartDateSupport starts() {
        return words.starts();
    }

    @Override
    public Set<String> reservedTags() {
        return words.reservedTags();
    }
}
