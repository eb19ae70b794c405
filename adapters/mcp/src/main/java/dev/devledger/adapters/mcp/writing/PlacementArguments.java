package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Placement.PlacementsEdit;
import dev.devledger.domain.shared.Change.SetTo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the placements of a project: one word for one service, or words by service name. */
record PlacementArguments(PlacementRules placing) {
    private static final String OWN = "placement";
    private static final String ALL = "placements";

    /** Reads the placement in the service to which the one word applies; null if the call gives none. */
    @Nullable
    Placement own(Arguments arguments) {
        Placement own = ArgumentReader.word(Placement.class, arguments, OWN);
        String service = placing.own();
        String same = service == null ? null : arguments.words(ALL).get(service);
        if (service == null || same == null) {
            return own;
        }
        Placement said = word(arguments, service, same, Placement.OF_CARDS);
        if (own != null && own != said) {
            throw arguments.wrong(OWN, "differs from " + ALL + "." + service + ". Give one of them.");
        }
        return said;
    }

    /** Reads the placements in all other services. */
    SortedMap<String, Placement> others(Arguments arguments) {
        SortedMap<String, Placement> others = new TreeMap<>();
        arguments.words(ALL).forEach((service, word) -> {
            PlacementRules.Service rules = placing.others().get(service);
            if (rules != null) {
                others.put(service, word(arguments, service, word, rules.forms()));
            } else if (!service.equals(placing.own())) {
                throw arguments.wrong(
                        ALL, "names " + Quoted.sent(service) + ". Use one of: " + String.join(", ", names()) + ".");
            }
        });
        return others;
    }

    /** Reads the change of the placements; null if the call gives none. */
    @Nullable
    PlacementsEdit edit(Arguments arguments) {
        SortedMap<String, SetTo<Placement>> said = new TreeMap<>();
        others(arguments).forEach((service, form) -> said.put(service, new SetTo<>(form)));
        return own(arguments) == null && said.isEmpty() ? null : placing.edit(said);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        if (placing.own() != null) {
            names.add(placing.own());
        }
        names.addAll(placing.others().keySet());
        return names;
    }

    private static Placement word(Arguments arguments, String service, String word, Collection<Placement> forms) {
        return forms.stream()
                .filter(form -> ToolJson.word(form).equals(word))
                .findFirst()
                .orElseThrow(() -> arguments.wrong(
                        ALL + "." + service,
                        "is " + Quoted.sent(word) + ". Use "
                                + forms.stream().map(ToolJson::word).collect(Collectors.joining(" or ")) + "."));
    }
}
