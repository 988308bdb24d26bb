package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint of RFC 6749 and OpenID Connect Core, for codes with PKCE: GET shows the sign-in page, whose
 * form comes back to the same address by POST. There is no session: everybody is asked each time.
 */
final class AuthorizationEndpoint {
    /** Whose formations {@code ./estrade demo} makes. */
    private static final String SUGGESTED = "trainer";

    private final StudioClient studio;
    private final Issuer issuer;
    private final OneTimeTokens<CodeGrant> codes;

    AuthorizationEndpoint(StudioClient studio, URI issuer, OneTimeTokens<CodeGrant> codes) {
        this.studio = studio;
        this.issuer = new Issuer(issuer);
        this.codes = codes;
    }

    HTTPResponse answer(HTTPRequest request) {
        try {
            AuthenticationRequest asked =
                    AuthenticationRequest.parse(request.getURI(), request.getQueryStringParameters());
            requirePossible(asked);
            return request.getMethod() == HTTPRequest.Method.POST
                    ? signedIn(asked, request)
                    : SignInPage.asking(request, Objects.requireNonNullElse(asked.getLoginHint(), SUGGESTED));
        } catch (GeneralException refused) {
            return refusal(refused);
        }
    }

    private void requirePossible(AuthenticationRequest asked) throws GeneralException {
        require(asked, ResponseType.CODE.equals(asked.getResponseType()), OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        boolean protectedCode =
                asked.getCodeChallenge() != null && CodeChallengeMethod.S256.equals(asked.getCodeChallengeMethod());
        require(asked, protectedCode, OAuth2Error.INVALID_REQUEST.setDescription("PKCE with S256 is needed"));
        boolean byQuery = asked.getResponseMode() == null || ResponseMode.QUERY.equals(asked.getResponseMode());
        require(asked, byQuery, OAuth2Error.INVALID_REQUEST.setDescription("Only response_mode=query"));
        boolean silent = asked.getPrompt() != null && asked.getPrompt().contains(Prompt.Type.NONE);
        require(asked, !silent, OIDCError.LOGIN_REQUIRED);
        require(asked, !asked.specifiesRequestObject(), OAuth2Error.REQUEST_NOT_SUPPORTED);
        // What comes last is what is left when all else is right: an address that is not the client's gets nothing.
        require(asked, isStudio(asked.getClientID(), asked.getRedirectionURI()), OAuth2Error.UNAUTHORIZED_CLIENT);
    }

    private static void require(AuthenticationRequest asked, boolean right, ErrorObject error) throws GeneralException {
        if (!right) {
            throw new GeneralException(
                    String.valueOf(error.getDescription()),
                    error,
                    asked.getClientID(),
                    asked.getRedirectionURI(),
                    asked.getResponseMode(),
                    asked.getState());
        }
    }

    private HTTPResponse signedIn(AuthenticationRequest asked, HTTPRequest request) throws ParseException {
        var form = request.getBodyAsFormParameters();
        String user = Objects.requireNonNullElse(MultivaluedMapUtils.getFirstValue(form, "user"), "");
        String role = Objects.requireNonNullElse(MultivaluedMapUtils.getFirstValue(form, "role"), "");
        if (!People.mayBe(user, role)) {
            return SignInPage.askingAgain(request, user);
        }
        SignIn signIn = new SignIn(
                UUID.randomUUID().toString(), user, role, asked.getClientID(), asked.getNonce(), Instant.now());
        String code = codes.issue(new CodeGrant(signIn, asked.getRedirectionURI(), asked.getCodeChallenge()));
        return Route.redirect(new AuthorizationSuccessResponse(
                        asked.getRedirectionURI(),
                        new AuthorizationCode(code),
                        null,
                        asked.getState(),
                        issuer,
                        ResponseMode.QUERY)
                .toURI());
    }

    private boolean isStudio(@Nullable ClientID client, URI address) {
        return client != null && studio.is(client) && studio.isAt(address);
    }

    /** Goes to the client if that is who asks; else it is told to whoever reads the page (RFC 6749, 4.1.2.1). */
    private HTTPResponse refusal(GeneralException refused) {
        ErrorObject error = Objects.requireNonNullElse(refused.getErrorObject(), OAuth2Error.INVALID_REQUEST);
        @Nullable URI redirect = refused.getRedirectionURI();
        return redirect != null && isStudio(refused.getClientID(), redirect)
                ? Route.redirect(
                        new AuthorizationErrorResponse(redirect, error, refused.getState(), issuer, ResponseMode.QUERY)
                                .toURI())
                : Route.text(
                        400,
                        "text/plain; charset=UTF-8",
                        "Nobody can sign in by this address: " + refused.getMessage() + "\n");
    }
}
