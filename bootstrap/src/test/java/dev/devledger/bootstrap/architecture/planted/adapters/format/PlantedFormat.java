package dev.devledger.bootstrap.architecture.planted.adapters.format;

import dev.devledger.bootstrap.architecture.planted.adapters.two.Neighbour;

/** All adapters may see it, and it sees none. */
public record PlantedFormat() {
    record ReachesAnAdapter(Neighbour neighbour) {}
}
