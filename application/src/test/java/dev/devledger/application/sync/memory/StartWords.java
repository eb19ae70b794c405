package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a service in which a task may have a start date alone; all else is unchanged. */
record StartWords(ContentTranslator words) implements ContentTranslator {

    @Override
    public CanonicalContent known(CanonicalContent content) {
        return content;
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
        return StartDateSupport.OWN;
    }

    @Override
    public Set<String> reservedTags() {
        return words.reservedTags();
    }
}
