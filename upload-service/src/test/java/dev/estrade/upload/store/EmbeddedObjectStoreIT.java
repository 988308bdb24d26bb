package dev.estrade.upload.store;

import dev.estrade.test.Infra;
import java.util.Map;

/** The store of local-stack. */
class EmbeddedObjectStoreIT extends ObjectStoreContract {
    @Override
    Map<String, Object> settings() {
        return Infra.running().store();
    }
}
