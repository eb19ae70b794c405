package dev.devledger.bootstrap.sops;

import dev.devledger.adapters.sops.SopsFile.ReadResult.Opened;
import dev.devledger.adapters.sops.SopsNode;
import dev.devledger.adapters.sops.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsNode.NullValue;
import dev.devledger.adapters.sops.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsNode.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Maps the keys of a decrypted file to settings. */
final class SopsKeys {
    /** The short keys of docs/contract.md, section 2. */
    private static final Map<String, String> SHORT = Map.of(
            "client_id", "devledger.ticktick.client-id",
            "client_secret", "devledger.ticktick.client-secret",
            "oauth_redirect_url", "devledger.ticktick.redirect-url");

    private static final List<String> OURS = List.of("devledger.", "spring.");

    /** The prefixes of keys that are environment variables, such as DEVLEDGER_… */
    private static final List<String> OURS_IN_CAPITALS = List.of("DEVLEDGER_", "SPRING_");

    /** The suffix of a source's name by which Spring knows that the source has names in capitals. */
    private static final String ENVIRONMENT = "-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();

    private SopsKeys() {}

    /** Returns the property sources of a file, without empty ones. */
    static List<PropertySource<?>> settings(String name, Opened file) {
        SopsKeys keys = new SopsKeys();
        for (Entry each : file.values().entries()) {
            switch (file.layout()) {
                case TREE -> keys.take(each.key(), each.node());
                case SECTIONS -> keys.section(each);
                case ENVIRONMENT -> keys.variable(each);
            }
        }
        return Stream.of(
                        new MapPropertySource(name, keys.settings),
                        new SystemEnvironmentPropertySource(name + ENVIRONMENT, keys.variables))
                .filter(source -> source.getPropertyNames().length > 0)
                .<PropertySource<?>>map(source -> source)
                .toList();
    }

    private void section(Entry section) {
        if (section.node() instanceof Branch keys) {
            keys.entries().forEach(entry -> take(entry.key(), entry.node()));
        }
        take(section.key(), section.node());
    }

    private void variable(Entry variable) {
        if (OURS_IN_CAPITALS.stream().anyMatch(variable.key()::startsWith) && variable.node() instanceof Value value) {
            variables.put(variable.key(), value.text());
        } else {
            take(variable.key().toLowerCase(Locale.ROOT), variable.node());
        }
    }

    private void take(String key, SopsNode node) {
        String setting = SHORT.get(key);
        if (setting == null) {
            below(key, node);
        } else if (node instanceof Value value && !value.text().isBlank()) {
            settings.put(setting, value.text());
        }
    }

    private void below(String name, SopsNode node) {
        switch (node) {
            case Branch branch -> branch.entries().forEach(each -> below(name + "." + each.key(), each.node()));
            case Sequence sequence -> {
                for (int i = 0; i < sequence.nodes().size(); i++) {
                    below(name + "[" + i + "]", sequence.nodes().get(i));
                }
            }
            case Value value -> {
                if (OURS.stream().anyMatch(name::startsWith)) {
                    settings.put(name, value.text());
                }
            }
            case NullValue none -> {}
        }
    }
}
