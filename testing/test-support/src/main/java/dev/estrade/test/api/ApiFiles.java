package dev.estrade.test.api;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** docs/openapi: one document per service, written by hand, what they share, and what is made of them. */
public final class ApiFiles {
    public static final List<String> SERVICES = List.of(
            "gateway",
            "catalog-service",
            "upload-service",
            "transcode-service",
            "playback-service",
            "generation-service");

    static final String COMMON = "common";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ApiFiles() {}

    public static Path folder() {
        return Path.of(System.getProperty("estrade.root"), "docs", "openapi");
    }

    /** @param name of a service, or {@code common} */
    static ObjectNode read(String name) {
        return (ObjectNode) yaml(folder().resolve(name + ".yaml"));
    }

    /** Anchors are resolved: what is written once may stand in several places. */
    public static JsonNode yaml(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(2000);
        try (Reader text = Files.newBufferedReader(file)) {
            return JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
