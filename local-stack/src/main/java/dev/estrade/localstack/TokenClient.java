package dev.estrade.localstack;

import dev.estrade.localstack.infra.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Gets access tokens from the stack's own issuer. */
public final class TokenClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Home home;
    private final URI issuer;

    /** @param issuer of the local stack; another issuer has its own ways to log in */
    public TokenClient(Home home, String issuer) {
        this.home = home;
        this.issuer = URI.create(issuer);
    }

    public String token(String name) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(name)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StackException("The issuer knows nobody called " + name + ".");
            }
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString();
        } catch (IOException e) {
            throw new StackException("The issuer " + issuer + " does not answer.", e);
        }
    }

    private String form(String name) {
        if (name.equals("service")) {
            String secret = Secrets.of(home).get("ESTRADE_SERVICE_CLIENT_SECRET");
            return "grant_type=client_credentials&client_id=service&client_secret="
                    + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        }
        return "grant_type=password&username=" + name + "&password=" + name;
    }
}
