package dev.devledger.adapters.rest.time;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Tags in one cell, with commas between them; one that has a comma itself has a backslash before it. */
public final class TagCell {
    private TagCell() {}

    static String of(Collection<String> tags) {
        return tags.stream()
                .map(tag -> tag.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(", "));
    }

    public static List<String> read(String cell) {
        List<String> tags = new ArrayList<>();
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char next = cell.charAt(i);
            boolean escaped = next == '\\' && i + 1 < cell.length() && isSpecial(cell.charAt(i + 1));
            if (escaped) {
                i++;
                tag.append(cell.charAt(i));
            } else if (next == ',') {
                tags.add(tag.toString());
                tag.setLength(0);
            } else {
                tag.append(next);
            }
        }
        tags.add(tag.toString());
        return tags;
    }

    private static boolean isSpecial(char letter) {
        return letter == ',' || letter == '\\';
    }
}
