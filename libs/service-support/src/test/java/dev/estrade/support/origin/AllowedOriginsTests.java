package dev.estrade.support.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpHeaders;

class AllowedOriginsTests {
    private final AllowedOrigins origins = new AllowedOrigins(
            URI.create("https://video.example/"),
            List.of("https://shop.example", " https://*.school.example/ ", "http://localhost:3000", ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/",
                "https://SHOP.example:443/course?id=1#top",
                "https://a.school.example",
                "https://a.b.school.example/x",
                "http://localhost:3000/",
                "https://video.example/studio"
            })
    void allowsTheListAndThePlatformItself(String page) {
        assertThat(origins.allow(page)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "http://shop.example",
                "https://shop.example:8443",
                "https://shop.example.evil.example",
                "https://evil.example/https://shop.example",
                "https://evil.example/?https://shop.example",
                "https://evil.example#https://shop.example",
                "https://shop.example@evil.example",
                "https://shop.example:x@evil.example",
                "https://user@shop.example",
                "https://shop.example.",
                "https://shop.example%00.evil.example",
                "https://shop.example\\@evil.example",
                "https://evilshop.example",
                "https://www.shop.example",
                "https://school.example",
                "https://evilschool.example",
                "https://.school.example",
                "https://a.school.example.evil.example",
                "http://a.school.example",
                "http://localhost",
                "http://localhost:30000",
                "//shop.example",
                "shop.example",
                "file:///shop.example",
                "javascript://shop.example",
                "https:shop.example",
                "https://sh\u00f6p.example"
            })
    void allowsNothingElse(String page) {
        assertThat(origins.allow(page)).isFalse();
    }

    @Test
    void prefersOriginToReferer() {
        HttpHeaders headers = new HttpHeaders();
        assertThat(origins.allowPageOf(headers)).isFalse();
        headers.set("Referer", "https://shop.example/course");
        assertThat(origins.allowPageOf(headers)).isTrue();
        headers.set("Origin", "https://evil.example");
        assertThat(origins.allowPageOf(headers)).isFalse();
    }

    @Test
    void refusesSeveralReferers() {
        HttpHeaders headers = new HttpHeaders();
        headers.add("Referer", "https://shop.example/");
        headers.add("Referer", "https://evil.example/");

        assertThat(origins.allowPageOf(headers)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "*", "https://*", "https://shop.example/path", "ftp://shop.example"})
    void saysWhichSettingIsNoOrigin(String text) {
        assertThatThrownBy(() -> OriginPattern.parse(text)).hasMessageContaining("FOCUST_ALLOWED_ORIGINS");
    }

    @Test
    void bindsTheSetting() {
        var source = new MapConfigurationPropertySource();
        source.put("estrade.origins.allowed", "https://a.example,https://*.b.example");
        source.put("estrade.origins.public-url", "http://localhost:8080");

        OriginProperties bound = new Binder(source)
                .bind("estrade.origins", OriginProperties.class)
                .get();

        assertThat(bound.allowed()).containsExactly("https://a.example", "https://*.b.example");
        assertThat(bound.publicUrl()).hasPort(8080);
    }
}
