package dev.devledger.bootstrap.architecture.planted.adapters.html;

import dev.devledger.bootstrap.architecture.planted.adapters.two.Neighbour;

public record PlantedLayout() {
    record ReachesAnAdapter(Neighbour neighbour) {}
}
