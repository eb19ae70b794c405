package dev.devledger.bootstrap.sops;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decrypts the file and gives its keys our properties' names. A file that is missing is left to {@code optional:}; one that
 * is there and cannot be read stops the start, as Devledger would else start with the sandbox and nobody would know why.
 */
final class SopsLoader implements ConfigDataLoader<SopsResource> {
    private static final JsonMapper JSON = new JsonMapper();

    /** The keys of docs/contract.md, section 2. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "client_id", "devledger.ticktick.client-id",
            "client_secret", "devledger.ticktick.client-secret",
            "oauth_redirect_url", "devledger.ticktick.redirect-url");

    @Override
    public ConfigData load(ConfigDataLoaderContext context, SopsResource resource) {
        if (Files.notExists(resource.file())) {
            throw new ConfigDataResourceNotFoundException(resource);
        }
        Map<String, Object> properties = properties(resource, SopsProgram.decrypt(resource));
        return new ConfigData(List.of(new MapPropertySource(resource.toString(), properties)));
    }

    private static Map<String, Object> properties(SopsResource resource, String json) {
        JsonNode values = read(resource, json);
        Map<String, Object> properties = new LinkedHashMap<>();
        PROPERTIES.forEach((key, property) -> {
            String value = values.path(key).asString("");
            if (!value.isBlank()) {
                properties.put(property, value);
            }
        });
        if (properties.isEmpty()) {
            throw new SopsFailure(
                    "The " + resource
                            + " has none of the keys client_id, client_secret and oauth_redirect_url at its top.",
                    "Put the client id and secret of your TickTick app there, or leave out the import of the file.");
        }
        return properties;
    }

    /** Without the parser's words: they may quote what was decrypted. */
    private static JsonNode read(SopsResource resource, String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException secret) {
            throw new SopsFailure(
                    resource.program() + " did not answer JSON for the " + resource + ".",
                    "Check that devledger.sops.program is SOPS, version 3 or newer.");
        }
    }
}
