package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;

/** Where the keys of an issuer are. */
@FunctionalInterface
interface KeyFetch {

    /** All that there are now. The message of a failure says what is wrong and may be shown to anybody. */
    JWKSet fetch() throws IOException;
}
