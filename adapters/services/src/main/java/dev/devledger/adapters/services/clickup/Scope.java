package dev.devledger.adapters.services.clickup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a workspace is kept in step: each list in it is a project (docs/contract.md, section 6). */
public sealed interface Scope {

    /** The lists of a folder, which is made where it is missing. */
    record Folder(String nameOrId) implements Scope {}

    /** All lists of a space, in folders or not. */
    record Space(String nameOrId) implements Scope {}

    record Lists(List<String> ids) implements Scope {
        public Lists {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Of a setting, such as {@code folder:Dev Projects}.
     *
     * @throws IllegalArgumentException for any other text, which says what is allowed
     */
    static Scope of(String setting) {
        int colon = setting.indexOf(':');
        String kind = colon < 0 ? "" : setting.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String rest = setting.substring(colon + 1).strip();
        if (rest.isEmpty()) {
            throw wrong(setting);
        }
        return switch (kind) {
            case "folder" -> new Folder(rest);
            case "space" -> new Space(rest);
            case "list" -> lists(setting);
            default -> throw wrong(setting);
        };
    }

    private static Lists lists(String setting) {
        List<String> ids = Arrays.stream(setting.split(","))
                .map(each -> each.strip().replaceFirst("^(?i)list:", "").strip())
                .toList();
        if (!ids.stream().allMatch(each -> each.matches("\\d+"))) {
            throw wrong(setting);
        }
        return new Lists(ids);
    }

    private static IllegalArgumentException wrong(String setting) {
        return new IllegalArgumentException("\"" + setting
                + "\" is no scope. Allowed are folder:<name or id>, space:<name or id>, and list:<id>,list:<id>");
    }
}
