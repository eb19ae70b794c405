package dev.devledger.adapters.mcp.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages that a client can read without a tool. */
public interface Resources {

    /** Returns the resources with a fixed address. */
    List<Resource> listed();

    /** Returns the templates of resources, whose addresses contain {@code {names}}. */
    List<Resource> templates();

    /** Returns the page as Markdown; null if the page does not exist. */
    @Nullable
    String read(String uri);

    /**
     * @param uri the address, or the address pattern of a template
     * @param name the name for programs
     * @param title the title for people
     * @param description the description for a model
     */
    record Resource(String uri, String name, String title, String description) {}
}
