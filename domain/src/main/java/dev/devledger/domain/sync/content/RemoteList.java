package dev.devledger.domain.sync.content;

/**
 * A list of the connected service.
 *
 * @param content its name as the title, and its other content
 * @param writable false if the list is closed, or shared only for reading or commenting
 * @param gaps the parts that the answer leaves open
 */
public record RemoteList(String id, CanonicalContent content, boolean writable, UnshownParts gaps) {

    public RemoteList(String id, CanonicalContent content, boolean writable) {
        this(id, content, writable, UnshownParts.NONE);
    }

    /** A list of which only the name is known. */
    public RemoteList(String id, String name, boolean writable) {
        this(id, CanonicalContent.list(name), writable);
    }

    /** A list that can be written, as most can. */
    public RemoteList(String id, String name) {
        this(id, name, true);
    }

    public String name() {
        return content.title();
    }

    /** Returns a copy with another content. */
    public RemoteList with(CanonicalContent newContent) {
        return new RemoteList(id, newContent, writable, gaps);
    }

    /** Fills the gaps of the answer from the known content. */
    public RemoteList filled(CanonicalContent known) {
        return with(gaps.filled(content, known));
    }
}
