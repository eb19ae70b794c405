package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.sandbox.trackingtime.common.Circumstances;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which app password opens the door for whom. The user name beside it is passed over, as TrackingTime does. */
public record Passwords(Things things, Circumstances circumstances, SandboxSettings settings) {
    private static final String KIND = "password";

    public String add(long user) {
        String password = UUID.randomUUID().toString().replace("-", "");
        things.add(KIND, 0, user, Json.object().put("name", Sha256.hex(password)));
        return password;
    }

    public boolean revoke(String password) {
        Optional<Thing> found = things.named(KIND, 0, Sha256.hex(password));
        found.ifPresent(things::delete);
        return found.isPresent();
    }

    /** Whose it is. */
    public Optional<Long> user(@Nullable String authorization) {
        if (circumstances.revoked() || authorization == null) return Optional.empty();
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) return Optional.empty();
        String password = password(authorization.substring("basic ".length()));
        if (settings.owner().test(password)) return Optional.of(People.ANA);
        return things.named(KIND, 0, Sha256.hex(password)).map(Thing::parent);
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
