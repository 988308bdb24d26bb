package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RP-Initiated Logout 1.0: sends the browser back to the studio, or says that it is done. There is no session to end, and
 * the studio forgets its tokens itself.
 */
final class LogoutEndpoint {
    private final StudioClient studio;

    LogoutEndpoint(StudioClient studio) {
        this.studio = studio;
    }

    HTTPResponse answer(HTTPRequest request) {
        @Nullable URI back = wayBack(request);
        return back != null ? Route.redirect(back) : Route.text(200, "text/plain; charset=UTF-8", "Signed out.\n");
    }

    /** @return null if nothing is named that is the studio's */
    private @Nullable URI wayBack(HTTPRequest request) {
        try {
            LogoutRequest asked = LogoutRequest.parse(request.getURI(), request.getQueryStringParameters());
            @Nullable URI back = asked.getPostLogoutRedirectionURI();
            return back != null && studio.isAt(back) ? withState(back, asked.getState()) : null;
        } catch (ParseException e) {
            return null;
        }
    }

    private static URI withState(URI back, @Nullable State state) {
        return state == null
                ? back
                : URI.create(back + "?" + URLUtils.serializeParameters(Map.of("state", List.of(state.getValue()))));
    }
}
