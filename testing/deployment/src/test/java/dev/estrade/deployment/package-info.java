/** The images, docker-compose.yml and the Kubernetes manifests against the services they run; no Docker, no cluster. */
@NullMarked
package dev.estrade.deployment;

import org.jspecify.annotations.NullMarked;
