package dev.estrade.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/scaling.md are what its inputs make of them. Where they are not, the failure shows the rows to paste.
 */
class ScalingTests {
    private static final Document SCALING = Document.read("docs/scaling.md");
    private static final List<Long> LEARNERS = List.of(1_000L, 10_000L, 100_000L, 1_000_000L);

    private final Map<String, Double> inputs = new HashMap<>();

    ScalingTests() {
        for (String table : List.of("### Measured", "### Assumed", "### Prices")) {
            SCALING.rows(table).forEach(row -> inputs.put(row.get(0).replace("`", ""), Double.valueOf(row.get(1))));
        }
    }

    @Test
    void tellsTheLoad() {
        assertRows("## What comes", Workload::load);
    }

    @Test
    void tellsWhatDeliveryTakes() {
        assertRows("## Delivery", Workload::delivery);
    }

    @Test
    void tellsWhatConversionAndStorageTake() {
        assertRows("## Conversion, storage, documents", Workload::work);
    }

    @Test
    void tellsTheCostOfEitherDelivery() {
        assertRows("### Relayed", Workload::costRelayed);
        assertRows("### Direct", Workload::costDirect);
    }

    private void assertRows(String heading, Function<Workload, List<String>> arithmetic) {
        Stream<String> rows = LEARNERS.stream()
                .map(learners -> arithmetic.apply(new Workload(inputs, learners)))
                .map(cells -> "| " + String.join(" | ", cells) + " |");
        List<String> written = SCALING.rows(heading).stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .toList();
        assertThat(String.join("\n", written)).as(heading).isEqualTo(String.join("\n", rows.toList()));
    }
}
