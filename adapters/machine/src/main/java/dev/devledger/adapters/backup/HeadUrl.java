package dev.devledger.adapters.backup;

import dev.devledger.adapters.backup.HeadFile.PrivateFiles;
import dev.devledger.application.proof.HeadDelivery.HeadSink;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.domain.shared.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An address to which each head is posted, in the form of {@code GET /api/ledger/head}. A file of this node has the
 * last accepted head, and a hash of the address: another address gets all heads, beginning with the first.
 */
public final class HeadUrl implements HeadSink {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpUrl url;
    private final Path file;
    private final OkHttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @throws IllegalArgumentException if other people could read the traffic, or the text is not an address */
    public HeadUrl(URI address, Path file) {
        this.url = requireSafe(address);
        this.file = file;
        this.http = new OkHttpClient.Builder()
                .callTimeout(LONGEST)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /** @throws IllegalArgumentException if other people could read the traffic, or the text is not an address */
    public static HttpUrl requireSafe(URI address) {
        @Nullable HttpUrl url = HttpUrl.parse(address.toString());
        if (url == null || !(url.isHttps() || LOOPBACK.contains(url.host()))) {
            throw new IllegalArgumentException(
                    "it has to begin with https://, or with http://localhost, 127.0.0.1 or [::1] for a program on this machine");
        }
        return url;
    }

    @Override
    public String name() {
        return "devledger.ledger.head-url";
    }

    @Override
    public Optional<ExternalHead> last() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        if (words.length == 2 && !words[1].equals(fingerprint())) {
            return Optional.empty();
        }
        try {
            return Optional.of(ExternalHead.parse(words[0]));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " cannot be read. Remove it: all heads are posted once more then", e);
        }
    }

    @Override
    public void take(List<LedgerHead> heads) throws IOException {
        @Nullable LedgerHead taken = null;
        try {
            for (LedgerHead head : heads) {
                post(head);
                taken = head;
            }
        } finally {
            if (taken != null) {
                PrivateFiles.replace(file, taken.head() + " " + fingerprint() + "\n");
            }
        }
    }

    private void post(LedgerHead head) throws IOException {
        Request.Builder request =
                new Request.Builder().url(url).post(RequestBody.create(json.writeValueAsBytes(head), JSON));
        if (!url.username().isEmpty()) {
            request.header("Authorization", Credentials.basic(url.username(), url.password()));
        }
        try (Response answer = answer(request.build())) {
            if (!answer.isSuccessful()) {
                throw new IOException("%s answers %d to head %d".formatted(url.host(), answer.code(), head.batch()));
            }
        }
    }

    private Response answer(Request request) throws IOException {
        try {
            return http.newCall(request).execute();
        } catch (IOException e) {
            throw new IOException("%s does not answer (%s)".formatted(url.host(), e.getMessage()), e);
        }
    }

    /** Returns the hash of the address, which itself may contain a secret. */
    private String fingerprint() {
        return Sha256.hex(url.toString());
    }
}
