package dev.estrade.support.keys;

import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoreAutoConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Only for the two services that are given the key-encryption keys. */
@AutoConfiguration(after = StoreAutoConfiguration.class)
@ConditionalOnProperty("estrade.keys.encryption-keys")
public class KeysAutoConfiguration {

    @Bean
    KeyWrapping contentKeyWrapping(@Value("${estrade.keys.encryption-keys}") String encryptionKeys) {
        return new KeyWrapping(new KeyedSecrets(encryptionKeys));
    }

    @Bean
    ContentKeys contentKeys(ObjectStores stores, KeyWrapping contentKeyWrapping) {
        return new ContentKeys(stores.keys(), contentKeyWrapping);
    }

    @Bean
    Rewrapping rewrapping(ObjectStores stores, KeyWrapping contentKeyWrapping) {
        return new Rewrapping(stores.keys(), contentKeyWrapping);
    }
}
