package dev.estrade.deployment;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An overlay as a cluster would get it. */
record Overlay(String name, List<Object> objects) {
    private static final Map<String, Overlay> READ = new ConcurrentHashMap<>();

    static Stream<Overlay> all() {
        return Stream.of("local", "production").map(Overlay::named);
    }

    static Overlay named(String name) {
        return READ.computeIfAbsent(
                name,
                overlay -> new Overlay(
                        overlay,
                        Kustomize.render(overlay).stream().map(Strict::read).toList()));
    }

    <T> Stream<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    <T extends HasMetadata> T one(Class<T> type, String name) {
        return all(type)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " has no " + type.getSimpleName() + " " + name));
    }

    /** Of every workload, by its name. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new LinkedHashMap<>();
        all(Deployment.class)
                .forEach(workload -> pods.put(
                        workload.getMetadata().getName(), workload.getSpec().getTemplate()));
        all(StatefulSet.class)
                .forEach(workload -> pods.put(
                        workload.getMetadata().getName(), workload.getSpec().getTemplate()));
        return pods;
    }

    static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    /** What a container finds in its environment; a value that is a secret's stands as {@code secret:name/key}. */
    Map<String, String> environment(Container container) {
        Map<String, String> all = new LinkedHashMap<>();
        container
                .getEnvFrom()
                .forEach(source -> all.putAll(
                        one(ConfigMap.class, source.getConfigMapRef().getName()).getData()));
        container.getEnv().forEach(variable -> all.put(variable.getName(), value(variable)));
        return all;
    }

    private String value(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        var secret = variable.getValueFrom().getSecretKeyRef();
        if (secret != null) {
            return "secret:" + secret.getName() + "/" + secret.getKey();
        }
        var setting = variable.getValueFrom().getConfigMapKeyRef();
        String value = one(ConfigMap.class, setting.getName()).getData().get(setting.getKey());
        if (value == null) {
            throw new AssertionError(setting.getName() + " has no " + setting.getKey());
        }
        return value;
    }

    @Override
    public String toString() {
        return name;
    }
}
