package dev.estrade.support.outbound;

import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import reactor.netty.http.HttpResources;

/** Made in the services that call out. */
@AutoConfiguration
@EnableConfigurationProperties(OutboundProperties.class)
public class OutboundAutoConfiguration {

    /** Names are looked up as by every other client of Netty's. */
    @Bean
    @Lazy
    @SuppressWarnings("unchecked") // the only kind of address that names resolve to
    OutboundClient outboundClient(OutboundProperties settings) {
        return new OutboundClient(settings, () ->
                (AddressResolverGroup<InetSocketAddress>) HttpResources.get().getOrCreateDefaultResolver());
    }
}
