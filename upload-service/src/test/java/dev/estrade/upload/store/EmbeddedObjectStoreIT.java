package dev.estrade.upload.store;

import dev.estrade.test.Infra;
import java.util.Map;

/** The store of local-stack. */
class EmbeddedObjectStoreIT extends ObjectStoreContract {
    @Override
    Map<String, Object> settings() {
        Infra infra = Infra.running();
        return Map.of(
                "estrade.s3.endpoint", infra.address("ESTRADE_S3_ENDPOINT"),
                "estrade.s3.region", infra.address("ESTRADE_S3_REGION"),
                "estrade.s3.access-key-id", infra.address("ESTRADE_S3_ACCESS_KEY_ID"),
                "estrade.s3.secret-access-key", infra.address("ESTRADE_S3_SECRET_ACCESS_KEY"));
    }
}
