package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint of RFC 6749: codes with PKCE and refresh tokens of the studio, the client credentials of {@code
 * service}, and a person's name as password.
 */
final class TokenEndpoint {
    private static final ClientID SERVICE = new ClientID("service");

    private final Jwts jwts;
    private final Secret serviceSecret;
    private final OneTimeTokens<CodeGrant> codes;
    private final OneTimeTokens<SignIn> refreshTokens;

    TokenEndpoint(
            Jwts jwts, String serviceSecret, OneTimeTokens<CodeGrant> codes, OneTimeTokens<SignIn> refreshTokens) {
        this.jwts = jwts;
        this.serviceSecret = new Secret(serviceSecret);
        this.codes = codes;
        this.refreshTokens = refreshTokens;
    }

    /** Pages elsewhere may read what the studio gets, but not what a well-known name and password would give them. */
    HTTPResponse answer(HTTPRequest request) {
        TokenResponse granted = granted(request);
        HTTPResponse answer = granted.toHTTPResponse();
        if (answer.getStatusCode() == HTTPResponse.SC_UNAUTHORIZED) {
            answer.setWWWAuthenticate("Basic");
        }
        boolean toThePublic = granted instanceof OIDCTokenResponse || !granted.indicatesSuccess();
        return toThePublic ? Route.readableEverywhere(answer) : answer;
    }

    private TokenResponse granted(HTTPRequest request) {
        try {
            return granted(TokenRequest.parse(request));
        } catch (GeneralException refused) {
            @Nullable ErrorObject error = refused.getErrorObject();
            return new TokenErrorResponse(Objects.requireNonNullElse(error, OAuth2Error.INVALID_REQUEST));
        }
    }

    private TokenResponse granted(TokenRequest request) throws GeneralException {
        AuthorizationGrant grant = request.getAuthorizationGrant();
        if (grant instanceof AuthorizationCodeGrant code) {
            return forCode(request.getClientID(), code);
        }
        if (grant instanceof RefreshTokenGrant refresh) {
            return forRefreshToken(request.getClientID(), refresh.getRefreshToken());
        }
        if (grant instanceof ResourceOwnerPasswordCredentialsGrant password) {
            return forPerson(password.getUsername(), password.getPassword().getValue());
        }
        if (grant instanceof ClientCredentialsGrant) {
            return forService(request.getClientAuthentication());
        }
        throw new GeneralException(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    }

    private TokenResponse forCode(@Nullable ClientID client, AuthorizationCodeGrant presented) throws GeneralException {
        SignIn signIn = codes.use(presented.getAuthorizationCode().getValue())
                .filter(code -> code.belongsTo(client, presented))
                .map(CodeGrant::signIn)
                .orElseThrow(() -> new GeneralException(OAuth2Error.INVALID_GRANT));
        return signedIn(signIn, signIn.nonce());
    }

    private TokenResponse forRefreshToken(@Nullable ClientID client, RefreshToken presented) throws GeneralException {
        SignIn signIn = refreshTokens
                .use(presented.getValue())
                .filter(found -> found.client().equals(client))
                .orElseThrow(() -> new GeneralException(OAuth2Error.INVALID_GRANT));
        return signedIn(signIn, null);
    }

    private TokenResponse signedIn(SignIn signIn, @Nullable Nonce nonce) {
        return new OIDCTokenResponse(new OIDCTokens(
                jwts.id(signIn, nonce),
                jwts.access(signIn.user(), signIn.role()),
                new RefreshToken(refreshTokens.issue(signIn))));
    }

    private TokenResponse forPerson(String name, String password) throws GeneralException {
        @Nullable String role = People.roleOf(name, password);
        if (role == null) {
            throw new GeneralException(OAuth2Error.INVALID_GRANT);
        }
        return new AccessTokenResponse(new Tokens(jwts.access(name, role), null));
    }

    private TokenResponse forService(@Nullable ClientAuthentication presented) throws GeneralException {
        boolean known = presented instanceof PlainClientSecret secret
                && SERVICE.equals(presented.getClientID())
                && serviceSecret.equals(secret.getClientSecret());
        if (!known) {
            throw new GeneralException(OAuth2Error.INVALID_CLIENT);
        }
        String service = SERVICE.getValue();
        return new AccessTokenResponse(new Tokens(jwts.access(service, service), null));
    }
}
