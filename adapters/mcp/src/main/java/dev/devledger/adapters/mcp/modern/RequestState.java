package dev.devledger.adapters.mcp.modern;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.connection.AccountTokens.SecretStore.Lookup;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that waits for a person's answer, as the client sends it back. The server keeps nothing, so that any node can
 * go on.
 *
 * @param call the digest of the caller's token, the tool and its arguments: the state of one call is none for another
 * @param agreed the digests of the questions to which the person has agreed before
 * @param asked the digest of the open question; empty if there is none
 * @param nonce a random text of this call
 */
public record RequestState(String call, Set<String> agreed, String asked, String nonce) {
    /** Returns the state of a call that has not asked anything. */
    static RequestState of(String tool, Caller caller, ObjectNode arguments) {
        ObjectNode decisive = arguments.deepCopy();
        decisive.remove("reason");
        String call = String.join("\n", caller.known().id(), tool, CallKey.digest(decisive));
        return new RequestState(
                Sha256.hex(call), Set.of(), "", UUID.randomUUID().toString());
    }

    RequestState asking(String question, Set<String> before) {
        return new RequestState(call, before, question, nonce);
    }

    /**
     * Signs states with a key that all nodes share. A client could otherwise claim that a person has agreed.
     *
     * @param secrets keeps the key, which is made on first use
     */
    public record Signer(SecretStore secrets, InstantSource clock) {
        /** The time that a person has to answer. */
        static final Duration TIME = Duration.ofMinutes(10);

        private static final String NAME = "mcp-request-state";
        private static final int BYTES = 32;
        private static final JsonMapper JSON = JsonMapper.builder().build();
        private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

        private record Signed(String call, Set<String> agreed, String asked, String nonce, long until) {}

        String write(RequestState state) {
            long until = clock.instant().plus(TIME).getEpochSecond();
            String body = TO_TEXT.encodeToString(JSON.writeValueAsBytes(
                    new Signed(state.call(), new TreeSet<>(state.agreed()), state.asked(), state.nonce(), until)));
            return body + "." + TO_TEXT.encodeToString(signature(body));
        }

        /**
         * @param expected the state of the call with which the text came
         * @throws GuardRefusal if the text is not of this server, of another call, or too old
         */
        RequestState read(String text, RequestState expected) {
            int dot = text.indexOf('.');
            try {
                String body = text.substring(0, Math.max(dot, 0));
                byte[] signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
                if (MessageDigest.isEqual(signature, signature(body))) {
                    Signed signed = JSON.readValue(Base64.getUrlDecoder().decode(body), Signed.class);
                    if (signed.call().equals(expected.call()) && clock.instant().getEpochSecond() <= signed.until()) {
                        return new RequestState(signed.call(), signed.agreed(), signed.asked(), signed.nonce());
                    }
                }
            } catch (IllegalArgumentException | JacksonException broken) {
                throw refusal();
            }
            throw refusal();
        }

        private static GuardRefusal refusal() {
            return new GuardRefusal(
                    400,
                    GuardRefusal.INVALID_PARAMS,
                    "The requestState is not of this call, was changed, or is older than " + TIME.toMinutes()
                            + " minutes. Nothing was done. Send the call again without it.");
        }

        private byte[] signature(String body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(key()), "HmacSHA256"));
                return mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }

        /** Returns the key that the first node stored. A key that can no longer be decrypted is replaced. */
        private String key() {
            Lookup found = secrets.get(NAME);
            if (found instanceof Lookup.Undecryptable) {
                secrets.remove(NAME);
            }
            if (!(found instanceof Lookup.Opened)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                secrets.add(NAME, Base64.getEncoder().encodeToString(random));
                found = secrets.get(NAME);
            }
            if (found instanceof Lookup.Opened opened) {
                return opened.secret();
            }
            throw new IllegalStateException("The key of request states cannot be read.");
        }
    }
}
