package dev.devledger.adapters.mcp.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client can read without calling a tool. */
public interface Resources {

    /** Those with an address of their own. */
    List<Resource> listed();

    /** Those whose addresses have {@code {names}} in them. */
    List<Resource> templates();

    /** Markdown; null where there is none. */
    @Nullable
    String read(String uri);

    /**
     * @param uri its address, or the pattern of addresses of a template
     * @param name for programs
     * @param title for people
     * @param description for a model
     */
    record Resource(String uri, String name, String title, String description) {}
}
