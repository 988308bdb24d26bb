package dev.estrade.generation.webhook;

import dev.estrade.support.webhook.WebhookSecret;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The backend's webhooks.
 *
 * @param secrets any of which may have signed them; several during a rotation
 * @param unsigned whether they are taken without a signature: for work on one's own machine only
 */
@ConfigurationProperties("estrade.generation.webhooks")
record WebhookProperties(
        @DefaultValue List<WebhookSecret> secrets,
        @DefaultValue("false") boolean unsigned) {

    WebhookProperties {
        if (secrets.isEmpty() && !unsigned) {
            throw new IllegalArgumentException("Set ESTRADE_WEBHOOK_SECRETS, such as whsec_<base64 of 32 bytes>");
        }
        secrets = List.copyOf(secrets);
    }
}
