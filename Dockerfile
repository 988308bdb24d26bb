# syntax=docker/dockerfile:1.7
# One image per service: docker build --build-arg SERVICE=gateway -t estrade/gateway .
# `docker compose build` makes all six and compiles once for them.

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw --batch-mode --no-transfer-progress -DskipTests -Dspotless.check.skip \
    -pl gateway,catalog-service,upload-service,transcode-service,playback-service,generation-service -am package

# Unpacked into layers, what changes least first, so that a new release of a service moves only its own classes.
FROM build AS layers
ARG SERVICE
RUN java -Djarmode=tools -jar ${SERVICE}/target/${SERVICE}.jar extract --layers --application-filename app.jar --destination /layers && \
    sed -n 's/^ *management: \([0-9]*\)$/\1/p' ${SERVICE}/src/main/resources/application.yml > /layers/application/management-port

FROM eclipse-temurin:25.0.3_9-jre-noble
ENV ESTRADE_FFMPEG_DIR=/app/ffmpeg
WORKDIR /app
COPY --from=layers /layers/dependencies/ /layers/spring-boot-loader/ /layers/snapshot-dependencies/ ./
COPY docker/java.options docker/healthcheck ./
COPY --from=layers /layers/application/ ./
# One start without serving anybody: what it loaded is kept for all later ones, and transcode-service unpacks its FFmpeg.
# The addresses lead nowhere, and the secrets are of this run only.
RUN SECRET=training:$(head -c 32 /dev/urandom | base64) && \
    ESTRADE_ISSUER_URI=http://localhost:1 ESTRADE_S3_ENDPOINT=http://localhost:1 ESTRADE_S3_ACCESS_KEY_ID=training \
    ESTRADE_S3_SECRET_ACCESS_KEY=training ESTRADE_TOKEN_SECRETS=$SECRET ESTRADE_KEY_ENCRYPTION_KEYS=$SECRET \
    ESTRADE_WEBHOOK_SECRETS=whsec_${SECRET#training:} \
    ESTRADE_MONGODB_URI=mongodb://localhost:1 ESTRADE_KAFKA_BOOTSTRAP_SERVERS=localhost:1 \
    SPRING_KAFKA_ADMIN_AUTO_CREATE=false SERVER_PORT=0 MANAGEMENT_SERVER_PORT=0 \
    java @java.options -XX:AOTCacheOutput=app.aot -Destrade.training=true -jar app.jar && \
    chmod -R a+rX,go-w .
USER 10001:10001
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["/app/healthcheck"]
# Compiled is what is ten times as hot as usual: half of a start's processor time would go into what is not called often after it.
ENTRYPOINT ["java", "@java.options", "-XX:CompileThresholdScaling=10", "-XX:AOTCache=app.aot", "-jar", "app.jar"]
