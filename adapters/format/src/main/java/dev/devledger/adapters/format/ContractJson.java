package dev.devledger.adapters.format;

import dev.devledger.domain.field.EntityKind.NamedParts;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes values in the form of docs/contract.md, sections 3 and 4: words in lower case, instants in UTC. */
public final class ContractJson {

    private ContractJson() {}

    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The Jackson module that writes these values. */
    public static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(as(Enum.class, ContractJson::word));
        module.addSerializer(as(When.class, When::toString));
        module.addSerializer(as(ZoneId.class, ZoneId::getId));
        module.addSerializer(as(Instant.class, Instant::toString));
        module.addSerializer(PARTS);
        return module;
    }

    private static final StdSerializer<NamedParts> PARTS = new StdSerializer<>(NamedParts.class) {
        @Override
        public void serialize(@Nullable NamedParts value, JsonGenerator json, SerializationContext context) {
            if (value != null) {
                context.writeValue(json, value.parts());
            }
        }
    };

    private static <T> StdSerializer<T> as(Class<T> type, Function<? super T, String> text) {
        return new StdSerializer<>(type) {
            @Override
            public void serialize(@Nullable T value, JsonGenerator json, SerializationContext context) {
                if (value != null) {
                    json.writeString(text.apply(value));
                }
            }
        };
    }
}
