package dev.devledger.domain.field;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entity as it is shown: its values by name, in the order of docs/contract.md. */
public interface NamedParts {
    Map<String, @Nullable Object> parts();
}
