package dev.devledger.bootstrap;

import dev.devledger.domain.sync.CanonicalChanges.Field;
import dev.devledger.domain.sync.ConflictPolicies;
import dev.devledger.domain.sync.ConflictPolicy;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * {@code devledger.ticktick.conflict-policy}, for all fields, and {@code conflict-policy.title}, for one (contract,
 * section 2). A property cannot be a word and a group of others at once, so the two are read here.
 */
final class ConfiguredPolicies {
    private static final String PROPERTY = "devledger.ticktick.conflict-policy";

    private ConfiguredPolicies() {}

    static ConflictPolicies of(Environment environment) {
        Binder binder = Binder.get(environment);
        ConflictPolicy general = policy(
                PROPERTY, binder.bind(PROPERTY, Bindable.of(String.class)).orElse("remote"));
        Map<Field, ConflictPolicy> byField = new EnumMap<>(Field.class);
        binder.bind(PROPERTY, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((field, policy) -> byField.put(field(field), policy(PROPERTY + "." + field, policy)));
        return new ConflictPolicies(general, byField);
    }

    private static ConflictPolicy policy(String property, String word) {
        try {
            return ConflictPolicy.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    property,
                    new IllegalArgumentException("\"" + word + "\" is no policy; remote, ledger or hold is", e));
        }
    }

    /** Under the names that REST has for them; of the three that say when, each stands for all. */
    private static Field field(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("-", "")) {
            case "name", "title" -> Field.TITLE;
            case "description" -> Field.DESCRIPTION;
            case "priority" -> Field.PRIORITY;
            case "tags" -> Field.TAGS;
            case "dates", "startdate", "duedate", "timezone" -> Field.DATES;
            case "checklist" -> Field.CHECKLIST;
            case "status" -> Field.STATUS;
            case "parent", "parentid" -> Field.PARENT;
            default ->
                throw new InvalidSetting(
                        PROPERTY + "." + name,
                        new IllegalArgumentException("there is no such field; name, title, description, priority, tags,"
                                + " dates, checklist, status and parent are"));
        };
    }
}
