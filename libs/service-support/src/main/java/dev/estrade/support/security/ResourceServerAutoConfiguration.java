package dev.estrade.support.security;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemWebExceptionHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import reactor.core.publisher.Mono;

/** Every route needs an access token unless a {@link PublicRoutes} bean names it; the principal is a {@link Caller}. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration"
        })
@EnableWebFluxSecurity
@EnableConfigurationProperties(AuthProperties.class)
public class ResourceServerAutoConfiguration {

    @Bean
    ReactiveJwtDecoder accessTokenDecoder(AuthProperties settings) {
        return AccessTokens.decoder(settings);
    }

    @Bean
    SecurityWebFilterChain resourceServer(
            ServerHttpSecurity http,
            AuthProperties settings,
            ObjectProvider<PublicRoutes> publicRoutes,
            ProblemWebExceptionHandler problems) {
        PublicRoutes open = publicRoutes.getIfAvailable(() -> PublicRoutes.of());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                // The actuator listens on a port of its own; nothing below this path exists on the service's port.
                .authorizeExchange(routes -> {
                    routes.pathMatchers("/actuator/**").permitAll();
                    open.patterns()
                            .forEach(pattern -> routes.pathMatchers(pattern).permitAll());
                    routes.anyExchange().authenticated();
                })
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(problems::handle).accessDeniedHandler(problems::handle))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(accessTokens(open))
                        .authenticationEntryPoint(problems::handle)
                        .accessDeniedHandler(problems::handle)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(
                                token -> Mono.just(CallerAuthentication.of(token, settings.rolesClaim())))))
                .build();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return new Firewall();
    }

    /** Requests that Spring Security's firewall refuses, such as an unknown method or a control character in a header. */
    @Bean
    ServerExchangeRejectedHandler firewallProblems(ProblemWebExceptionHandler problems) {
        return (exchange, rejected) -> problems.handle(
                exchange, ProblemException.of(CommonProblem.MALFORMED, CommonProblem.MALFORMED.title()));
    }

    /** On a public route a bearer token is a credential of another kind, a playback token for one: not ours to judge. */
    private static ServerAuthenticationConverter accessTokens(PublicRoutes open) {
        ServerBearerTokenAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
        if (open.patterns().isEmpty()) {
            return bearer;
        }
        ServerWebExchangeMatcher publicRoute =
                ServerWebExchangeMatchers.pathMatchers(open.patterns().toArray(String[]::new));
        return exchange -> publicRoute
                .matches(exchange)
                .filter(result -> !result.isMatch())
                .flatMap(guarded -> bearer.convert(exchange));
    }
}
