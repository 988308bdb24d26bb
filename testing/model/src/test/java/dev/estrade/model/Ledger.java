package dev.estrade.model;

import dev.estrade.catalog.formation.CatalogLedger;
import dev.estrade.upload.claim.ClaimLedger;
import dev.estrade.upload.file.Upload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What lies in the databases at one moment. */
record Ledger(
        List<CatalogLedger.Row> formations,
        Map<String, Upload> uploads,
        Map<String, ClaimLedger.Row> claims,
        long pending) {

    static Ledger of(World world) {
        List<Upload> uploads = Objects.requireNonNull(world.upload()
                .database()
                .template()
                .findAll(Upload.class)
                .collectList()
                .block());
        Map<String, ClaimLedger.Row> claims = new HashMap<>();
        ClaimLedger.rows(world.upload().database().template()).forEach(claim -> claims.put(claim.id(), claim));
        return new Ledger(
                CatalogLedger.rows(world.catalog().database().template()),
                uploads.stream().collect(Collectors.toMap(Upload::id, upload -> upload)),
                claims,
                world.services().stream()
                        .mapToLong(service -> pending(service.database()))
                        .sum());
    }

    private static long pending(Database database) {
        return database.collections().stream()
                .flatMap(name -> database.documents(name).stream())
                .filter(Ledger::isPending)
                .count();
    }

    private static boolean isPending(Document document) {
        return document.get("pending") instanceof List<?> events && !events.isEmpty();
    }

    List<CatalogLedger.Row> whole() {
        return formations.stream().filter(CatalogLedger.Row::isWhole).toList();
    }

    CatalogLedger.@Nullable Row whole(String id) {
        return whole().stream().filter(row -> row.id().equals(id)).findFirst().orElse(null);
    }
}
