package dev.devledger.application.signin;

import java.util.List;

/**
 * What a program says of itself when it registers.
 *
 * @param name empty where it says none
 * @param grants how it wants to come by tokens; empty where it does not say
 * @param responses what it wants to be sent back with; empty where it does not say
 */
public record AppRegistration(String name, List<String> redirects, List<String> grants, List<String> responses) {
    public AppRegistration {
        redirects = List.copyOf(redirects);
        grants = List.copyOf(grants);
        responses = List.copyOf(responses);
    }
}
