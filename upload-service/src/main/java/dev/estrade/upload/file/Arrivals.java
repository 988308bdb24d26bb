package dev.estrade.upload.file;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What has arrived of an upload, looked up on the store whether or not the client has said so. */
@Component
public class Arrivals {
    private final ObjectStore media;
    private final Assembly assembly;

    Arrivals(ObjectStores stores, Assembly assembly) {
        this.media = stores.media();
        this.assembly = assembly;
    }

    public Mono<UploadView> view(Upload upload) {
        if (upload.isSettled()) {
            return Mono.just(UploadView.of(upload, List.of(), 0));
        }
        Mono<Long> whole =
                media.stat(upload.objectKey()).map(StoredObject::size).defaultIfEmpty(0L);
        return assembly.arrived(upload)
                .zipWith(upload.transfer().isMultipart() ? Mono.just(0L) : whole)
                .map(found -> UploadView.of(upload, found.getT1(), found.getT2()));
    }
}
