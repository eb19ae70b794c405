package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsNode.Value;
import java.util.ArrayList;
import java.util.List;

/** SOPS's own reading of env files: nothing is quoted, spaces count, and a new line is written {@code \n}. */
final class DotenvText {
    private DotenvText() {}

    static List<Branch> branches(String text) throws UnreadableSops {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw UnreadableSops.damaged("line " + number + " has no =");
            }
            entries.add(new Entry(
                    line.substring(0, equals),
                    Value.text(line.substring(equals + 1).replace("\\n", "\n"))));
        }
        return List.of(new Branch(entries));
    }
}
