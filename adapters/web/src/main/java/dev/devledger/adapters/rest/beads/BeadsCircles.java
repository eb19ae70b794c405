package dev.devledger.adapters.rest.beads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Which issues a file has wait for each other. What is above an issue is among what it waits for. */
final class BeadsCircles {
    private record Wait(String issue, String other) {}

    private final Map<String, List<String>> waits;
    private final Function<String, List<String>> above;
    private final Set<Wait> leftOut = new HashSet<>();
    private final List<String> path = new ArrayList<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private boolean isFound;

    /**
     * @param waits what each waits for, in the order of the file
     * @param above what it is directly below, if anything
     */
    BeadsCircles(Map<String, List<String>> waits, Function<String, List<String>> above) {
        this.waits = waits;
        this.above = above;
        do {
            isFound = false;
            seen.clear();
            waits.keySet().stream().filter(each -> !seen.contains(each)).forEach(this::walk);
        } while (isFound); // what was left out can have been in a circle only with another one
    }

    boolean has(String issue, String other) {
        return leftOut.contains(new Wait(issue, other));
    }

    /** In depth, without recursion: a chain can be as long as the file. */
    private void walk(String first) {
        List<Iterator<String>> next = new ArrayList<>();
        enter(first, next);
        while (!path.isEmpty()) {
            Iterator<String> others = next.getLast();
            if (!others.hasNext()) {
                next.removeLast();
                open.remove(path.removeLast());
                continue;
            }
            String other = others.next();
            if (open.containsKey(other)) {
                open(other);
            } else if (!seen.contains(other)) {
                enter(other, next);
            }
        }
    }

    private void enter(String issue, List<Iterator<String>> next) {
        seen.add(issue);
        open.put(issue, path.size());
        path.add(issue);
        List<String> others = new ArrayList<>(waits.getOrDefault(issue, List.of()));
        others.removeIf(other -> has(issue, other));
        others.addAll(above.apply(issue));
        next.add(others.iterator());
    }

    /** Leaves out the last wait of a circle; one of the tree alone is the tree's. */
    private void open(String first) {
        String to = first;
        for (int i = path.size() - 1; i >= open.getOrDefault(first, 0); i--) {
            String from = path.get(i);
            if (waits.getOrDefault(from, List.of()).contains(to)) {
                isFound |= leftOut.add(new Wait(from, to));
                return;
            }
            to = from;
        }
    }
}
