package dev.estrade.localstack.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.estrade.localstack.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;

/** The issuer's RSA key, kept across restarts so that tokens stay valid. */
record SigningKey(RSAKey key) {
    private static final int BITS = 2048;

    static SigningKey of(Path file) throws IOException, JOSEException {
        if (!Files.exists(file)) {
            RSAKey made = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            PrivateFiles.write(file, made.toJSONString());
        }
        try {
            return new SigningKey(RSAKey.parse(Files.readString(file)));
        } catch (ParseException e) {
            throw new IOException(file + " is not a key", e);
        }
    }

    Map<String, Object> publicSet() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }
}
