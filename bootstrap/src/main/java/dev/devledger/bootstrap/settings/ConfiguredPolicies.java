package dev.devledger.bootstrap.settings;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Reads {@code conflict-policy} of a connector such as {@code devledger.ticktick}, for all fields, and {@code
 * conflict-policy.title}, for one field (docs/contract.md, section 2). Spring cannot bind a property that is both a
 * word and the beginning of other names, so both are read here.
 */
public final class ConfiguredPolicies {
    static final String STANDARD = "remote";

    /** The names of all connectors. */
    static final List<String> CONNECTORS = List.of("ticktick", "clickup", "trackingtime");

    private ConfiguredPolicies() {}

    /** True if the name is of the policy for a field, whether the field is known or not. */
    static boolean isOfAField(String name, boolean variable) {
        ConfigurationPropertyName given = ConfigurationPropertyName.adapt(name, variable ? '_' : '.');
        return CONNECTORS.stream()
                .anyMatch(each -> ConfigurationPropertyName.of(property(each)).isParentOf(given));
    }

    static String property(String connector) {
        return "devledger." + connector + ".conflict-policy";
    }

    public static ConflictPolicies of(Environment environment, String connector) {
        String property = property(connector);
        Binder binder = Binder.get(environment);
        ConflictPolicy general = policy(
                property, binder.bind(property, Bindable.of(String.class)).orElse(STANDARD));
        Map<Field, ConflictPolicy> byField = new EnumMap<>(Field.class);
        if (hasOfFields(environment, ConfigurationPropertyName.of(property))) {
            binder.bind(property, Bindable.mapOf(String.class, String.class))
                    .orElse(Map.of())
                    .forEach((field, policy) ->
                            byField.put(field(property, field), policy(property + "." + field, policy)));
        }
        return new ConflictPolicies(general, byField);
    }

    /** True if a policy for a field is set; if none is, the binder would read the general policy as a map, and fail. */
    private static boolean hasOfFields(Environment environment, ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    private static ConflictPolicy policy(String property, String word) {
        try {
            return ConflictPolicy.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    List.of(property + " cannot be \"" + word + "\". Allowed is remote, ledger or hold."),
                    InvalidSetting.VALUE);
        }
    }

    /** Finds the field by its REST name; each of the three names for dates means all of them. */
    private static Field field(String property, String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("-", "")) {
            case "name", "title" -> Field.TITLE;
            case "description" -> Field.DESCRIPTION;
            case "priority" -> Field.PRIORITY;
            case "tags" -> Field.TAGS;
            case "dates", "startdate", "duedate", "timezone" -> Field.DATES;
            case "checklist" -> Field.CHECKLIST;
            case "status" -> Field.STATUS;
            case "parent", "parentid" -> Field.PARENT;
            case "stage" -> Field.STAGE;
            case "estimate", "estimateminutes" -> Field.ESTIMATE;
            case "assignees" -> Field.ASSIGNEES;
            case "customer" -> Field.CUSTOMER;
            case "service" -> Field.SERVICE;
            default ->
                throw new InvalidSetting(
                        List.of(property + "." + name
                                + " is about a field that there is not. The fields are name, title,"
                                + " description, priority, tags, dates, checklist, status, parent, stage, estimate,"
                                + " assignees, customer and service."),
                        InvalidSetting.NAME);
        };
    }
}
