package dev.devledger.adapters.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages that a client can read without a tool. */
public interface Resources {

    /** Returns the resources with a fixed address. */
    List<Resource> listed();

    /** Returns the templates of resources, whose addresses contain {@code {names}}. */
    List<Resource> templates();

    /** Returns the resources that depend on the ledger and on the caller, at most 100. */
    List<Resource> current();

    /** Returns the page as Markdown; null if the page does not exist. */
    @Nullable
    String read(String uri);

    /** Returns the position up to which the ledger is complete. It grows on each node with each write. */
    long settled();

    /** Begins to watch a page; null if the page does not exist. */
    @Nullable
    Watch watch(String uri);

    /** A page that may change. */
    @FunctionalInterface
    interface Watch {
        /** True if the page has changed since the last call, or since the watch began. */
        boolean hasChanged(long settled);
    }

    /**
     * @param uri the address, or the address pattern of a template
     * @param name the name for programs
     * @param title the title for people
     * @param description the description for a model
     */
    record Resource(String uri, String name, String title, String description) {
        public static final String MARKDOWN = "text/markdown";

        /** Returns the resource as both eras of the protocol list it. */
        public Map<String, Object> listed() {
            return described("uri");
        }

        /** Returns the template as both eras of the protocol list it. */
        public Map<String, Object> listedTemplate() {
            return described("uriTemplate");
        }

        private Map<String, Object> described(String address) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put(address, uri);
            resource.put("name", name);
            resource.put("title", title);
            resource.put("description", description);
            resource.put("mimeType", MARKDOWN);
            return resource;
        }
    }
}
