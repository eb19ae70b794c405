package dev.devledger.domain.sync.content;

/**
 * A list of the connected service.
 *
 * @param content its name as the title, and its other content
 * @param writable false if the list is closed, or shared only for reading or commenting
 * @param gaps the parts that the answer leaves open
 */
public record RemoteList(String id, Canonical content, boolean writable, Gaps gaps) {

    public RemoteList(String id, Canonical content, boolean writable) {
        this(id, content, writable, Gaps.NONE);
    }

    /** A list of which only the name is known. */
    public RemoteList(String id, String name, boolean writable) {
        this(id, Canonical.list(name), writable);
    }

    /** A list that can be written, as most can. */
    public RemoteList(String id, String name) {
        this(id, name, true);
    }

    public String name() {
        return content.title();
    }

    /** Returns a copy with another content. */
    public RemoteList with(Canonical newContent) {
        return new RemoteList(id, newContent, writable, gaps);
    }

    /** Fills the gaps of the answer from the known content. */
    public RemoteList filled(Canonical known) {
        return with(gaps.filled(content, known));
    }
}
