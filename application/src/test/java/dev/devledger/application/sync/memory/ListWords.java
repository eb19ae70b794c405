package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a service in which each list has its own statuses: every other list only knows open and done. */
record ListWords(ContentTranslator words) implements ContentTranslator {

    /** Returns the content as the list holds it: a status that the list lacks becomes the nearest one. */
    static CanonicalContent in(String list, CanonicalContent content) {
        return content.status() == RemoteStatus.ABANDONED && isPlain(list)
                ? content.withStatus(RemoteStatus.COMPLETED)
                : content;
    }

    /** True if the list only knows open and done. A list that does not exist yet knows every status. */
    static boolean isPlain(String list) {
        return list.matches("list\\d*[02468]");
    }

    @Override
    public CanonicalContent known(CanonicalContent content) {
        return words.known(content);
    }

    @Override
    public CanonicalContent compared(EntityRef.Kind kind, CanonicalContent content, String list) {
        return in(list, words.compared(kind, content, list));
    }

    @Override
    public CanonicalContent written(EntityRef.Kind kind, CanonicalContent content, @Nullable String list) {
        CanonicalContent written = words.written(kind, content, list);
        return list == null ? written : in(list, written);
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
