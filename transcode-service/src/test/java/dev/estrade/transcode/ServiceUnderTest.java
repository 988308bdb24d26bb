package dev.estrade.transcode;

import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import dev.estrade.test.SharedClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * transcode-service on real servers: at most once in this JVM, because contexts would share Netty's threads and the first
 * to close would stop them, and as often as wanted in processes that can be killed.
 */
@NullMarked
public final class ServiceUnderTest implements AutoCloseable {
    private final Issuer issuer = Issuer.start();
    private final Map<String, String> settings = Infra.running().settings();
    private final String name;

    /** @param more settings of all of them, {@code name=value} */
    public ServiceUnderTest(String name, String... more) {
        this.name = name;
        settings.put("ESTRADE_ISSUER_URI", "");
        settings.put("ESTRADE_JWK_SET_URI", issuer.jwkSetUri());
        settings.put("estrade.transcode.lease", "3s");
        settings.put("estrade.transcode.work-dir", workDir().toString());
        settings.put("estrade.transcode.ffmpeg-dir", target("ffmpeg-programs").toString());
        Arrays.stream(more).map(one -> one.split("=", 2)).forEach(one -> settings.put(one[0], one[1]));
    }

    public Path workDir() {
        return target(name + "-work");
    }

    public String token(String user) {
        return issuer.token(user, "trainer");
    }

    public ConfigurableApplicationContext start(String... more) {
        return SpringApplication.run(TranscodeApplication.class, arguments(more).toArray(String[]::new));
    }

    /** @param store sees every call to it */
    public ConfigurableApplicationContext startBeside(ExchangeFilterFunction store) {
        SpringApplication application = new SpringApplication(TranscodeApplication.class);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("meddling", store));
        return application.run(arguments().toArray(String[]::new));
    }

    public Process startProcess(String... more) throws IOException {
        List<String> command =
                SharedClasses.of(TranscodeApplication.class, arguments()).command();
        command.addAll(arguments(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(target(name + ".log").toFile())
                .start();
    }

    @Override
    public void close() {
        issuer.close();
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((setting, value) -> arguments.add("--" + setting + "=" + value));
        Arrays.stream(more).forEach(setting -> arguments.add("--" + setting));
        return arguments;
    }

    private static Path target(String name) {
        return Path.of("target", name).toAbsolutePath();
    }
}
