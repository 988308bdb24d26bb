package dev.estrade.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param perAddress requests per second, 0 for no limit
 * @param perUser requests per second, 0 for no limit
 * @param trustedProxies how many proxies before the gateway append to {@code X-Forwarded-For}; with 0 that header says
 *     nothing
 */
@ConfigurationProperties("estrade.rates")
record RateProperties(int perAddress, int perUser, int trustedProxies) {}
