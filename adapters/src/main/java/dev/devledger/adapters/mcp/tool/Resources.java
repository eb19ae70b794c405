package dev.devledger.adapters.mcp.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client can read by its URI, as Markdown. */
public interface Resources {
    List<Resource> listed();

    List<Resource> templates();

    /** Markdown; null where there is none. */
    @Nullable
    String read(String uri);

    record Resource(String uri, String name, String title, String description) {}
}
