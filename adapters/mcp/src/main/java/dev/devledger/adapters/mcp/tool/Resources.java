package dev.devledger.adapters.mcp.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages that a client can read without a tool. */
public interface Resources {

    /** The resources with an address of their own. */
    List<Resource> listed();

    /** The resources whose addresses have {@code {names}} in them. */
    List<Resource> templates();

    /** Markdown; null if the page does not exist. */
    @Nullable
    String read(String uri);

    /**
     * @param uri the address, or a template's pattern of addresses
     * @param name the name for programs
     * @param title the title for people
     * @param description the description for a model
     */
    record Resource(String uri, String name, String title, String description) {}
}
