package dev.devledger.bootstrap.system;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Secrets that are found again wherever they come out, each under the name of where it went in. */
final class Planted {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> outputs = new TreeMap<>();

    /** One that looks like no other, and needs no escaping anywhere. */
    String in(String place) {
        return in(place, "hunted" + Integer.toHexString(place.hashCode()) + "x" + secrets.size());
    }

    String in(String place, String secret) {
        secrets.put(place, secret);
        return secret;
    }

    void cameOut(String place, String text) {
        outputs.merge(place, text, (one, more) -> one + "\n" + more);
    }

    int size() {
        return secrets.size();
    }

    int outputs() {
        return outputs.size();
    }

    Map<String, String> secrets() {
        return Map.copyOf(secrets);
    }

    /** Each secret in each output that has it, with the line around it but for the secret. */
    List<String> found() {
        return outputs.entrySet().stream()
                .flatMap(output -> secrets.entrySet().stream()
                        .filter(secret -> output.getValue().contains(secret.getValue()))
                        .map(secret -> secret.getKey() + " is in " + output.getKey() + ": "
                                + lines(output.getValue(), secret.getValue())))
                .toList();
    }

    private static String lines(String text, String secret) {
        return text.lines()
                .filter(line -> line.contains(secret))
                .map(line -> line.replace(secret, "###"))
                .map(line -> line.substring(
                        Math.max(0, line.indexOf("###") - 240), Math.min(line.length(), line.indexOf("###") + 80)))
                .distinct()
                .limit(6)
                .collect(Collectors.joining("\n    ", "\n    ", ""));
    }
}
