package dev.devledger.domain.sync.link;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reason that is stored with what it is about, and by which that is known again. */
public final class KnownReason {
    /** Stands in the words for what a service is called. */
    private static final String TITLE = "%s";

    private final String words;
    private final Pattern known;

    /**
     * @param words how it begins
     * @param before how it began in what was stored by an earlier version; an event keeps its words
     */
    public KnownReason(String words, String before) {
        this.words = words;
        // Whichever service: what it was called when this was stored may not be what it is called now.
        String now = Pattern.quote(words).replace(TITLE, "\\E[^:]+?\\Q");
        this.known = Pattern.compile("(?:" + now + "|" + Pattern.quote(before) + ").*", Pattern.DOTALL);
    }

    /** @param title what the service is called */
    public String words(String title) {
        return words.replace(TITLE, title);
    }

    public boolean isSaidIn(@Nullable String stored) {
        return stored != null && known.matcher(stored).matches();
    }
}
