package dev.estrade.transcode.rotation;

import dev.estrade.support.keys.Rewrapping;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code estrade_keys_old_wrapping{kid}}: content keys under other key-encryption keys than the current one, by each that
 * still opens, and {@code unknown} for those that do not open. All must read 0 before an older one is removed; NaN is
 * "not known yet".
 */
@Component
class RotationMetrics {
    private volatile @Nullable Rotation newest;

    RotationMetrics(MeterRegistry meters, Rewrapping rewrapping) {
        List<String> older = rewrapping.olderIds();
        older.forEach(kid -> register(meters, kid, kid::equals));
        register(meters, "unknown", kid -> !older.contains(kid));
    }

    void publish(Rotation rotation) {
        newest = rotation;
    }

    private void register(MeterRegistry meters, String name, Predicate<String> kids) {
        Gauge.builder("estrade.keys.old.wrapping", () -> left(kids))
                .tag("kid", name)
                .register(meters);
    }

    private double left(Predicate<String> kids) {
        Rotation known = newest;
        return known == null ? Double.NaN : known.left(kids);
    }
}
