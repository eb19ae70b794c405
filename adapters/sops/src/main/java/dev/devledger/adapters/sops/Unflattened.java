package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import dev.devledger.adapters.sops.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rebuilds the tree of metadata from the flat names of an env or ini file, such as {@code age__list_0__map_enc}. */
final class Unflattened {
    private static final Pattern STEP = Pattern.compile("__(map|list)_((?:(?!__(?:map|list)_).)*)");

    private final Map<String, Unflattened> named = new TreeMap<>();
    private final Map<Integer, Unflattened> placed = new TreeMap<>();
    private @Nullable SopsNode value;

    private Unflattened() {}

    static Branch of(Branch flat) throws UnreadableSops {
        Unflattened root = new Unflattened();
        for (Entry each : flat.entries()) {
            root.at(each.key()).take(each);
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Unflattened> each : root.named.entrySet()) {
            entries.add(new Entry(each.getKey(), each.getValue().node()));
        }
        return new Branch(entries);
    }

    private Unflattened at(String path) throws UnreadableSops {
        Matcher step = STEP.matcher(path);
        boolean more = step.find();
        Unflattened place = named(more ? path.substring(0, step.start()) : path);
        for (; more; more = step.find()) {
            place = step.group(1).equals("map") ? place.named(step.group(2)) : place.placed(step.group(2));
        }
        return place;
    }

    private Unflattened named(String name) {
        return named.computeIfAbsent(name, none -> new Unflattened());
    }

    private Unflattened placed(String number) throws UnreadableSops {
        try {
            return placed.computeIfAbsent(Integer.valueOf(number), none -> new Unflattened());
        } catch (NumberFormatException word) {
            throw twisted();
        }
    }

    private void take(Entry entry) throws UnreadableSops {
        if (value != null) {
            throw twisted();
        }
        value = entry.node();
    }

    private SopsNode node() throws UnreadableSops {
        int kinds = (value == null ? 0 : 1) + (named.isEmpty() ? 0 : 1) + (placed.isEmpty() ? 0 : 1);
        if (kinds > 1 || (!placed.isEmpty() && !placed.keySet().equals(numbersBelow(placed.size())))) {
            throw twisted();
        }
        if (value != null) {
            return value;
        }
        if (!placed.isEmpty()) {
            List<SopsNode> nodes = new ArrayList<>();
            for (Unflattened each : placed.values()) {
                nodes.add(each.node());
            }
            return new Sequence(nodes);
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Unflattened> each : named.entrySet()) {
            entries.add(new Entry(each.getKey(), each.getValue().node()));
        }
        return new Branch(entries);
    }

    private static Set<Integer> numbersBelow(int end) {
        return IntStream.range(0, end).boxed().collect(Collectors.toSet());
    }

    private static UnreadableSops twisted() {
        return UnreadableSops.damaged("its sops metadata contradicts itself");
    }
}
