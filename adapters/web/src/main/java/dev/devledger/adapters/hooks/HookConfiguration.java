package dev.devledger.adapters.hooks;

import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Connectors;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The beans of the webhooks. */
public final class HookConfiguration implements BeanRegistrar {
    /** The ports that receive a delivery. */
    public interface HookPorts {
        Connectors connectors();

        HintIntake hintIntake();
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                HookReceiver.class.getName(),
                HookReceiver.class,
                spec -> spec.supplier(beans -> {
                    HookPorts ports = beans.bean("hookPorts", HookPorts.class);
                    return new HookReceiver(ports.connectors(), ports.hintIntake());
                }));
    }

    /**
     * Receives a service's deliveries. Answers before acting on a delivery, as a service gives up after a short wait. A
     * delivery without the service's signature is a bad request, as some services end the webhook on a 401.
     */
    @RestController
    record HookReceiver(Connectors connectors, HintIntake intake) {
        private static final int LONGEST = 1 << 20;

        @PostMapping("/hooks/{name}")
        ResponseEntity<Void> deliver(@PathVariable String name, HttpServletRequest request) throws IOException {
            Optional<Connector> connector = connectors.on().stream()
                    .filter(each -> each.account().connector().equals(name)
                            && each.hints().isPresent())
                    .findFirst();
            if (connector.isEmpty()) {
                return answer(HttpStatus.NOT_FOUND);
            }
            byte[] raw = request.getInputStream().readNBytes(LONGEST + 1);
            if (raw.length > LONGEST) {
                return answer(HttpStatus.CONTENT_TOO_LARGE);
            }
            Connector from = connector.get();
            Optional<Hint> hint = from.hints().flatMap(hints -> hints.accept(headers(request), raw));
            hint.ifPresent(each -> intake.take(from.account(), each));
            return answer(hint.isPresent() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        }

        /** Returns the headers by their names in lower case. */
        private static Map<String, String> headers(HttpServletRequest request) {
            Map<String, String> headers = new HashMap<>();
            for (String name : Collections.list(request.getHeaderNames())) {
                headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
            }
            return headers;
        }

        private static ResponseEntity<Void> answer(HttpStatus status) {
            return ResponseEntity.status(status).build();
        }
    }
}
