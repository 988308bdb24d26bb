package dev.estrade.docs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The arithmetic of docs/scaling.md. Inputs by their names in the document's tables; units stand there. */
record Workload(Map<String, Double> inputs, long learners) {
    private static final double SECONDS_PER_MONTH = 30 * 24 * 3600;
    private static final double GIB = 1L << 30;
    private static final double TB = 1e12;
    private static final double KBIT = 1000 / 8.0;

    /** Learners who watch in the busiest minute. */
    double viewers() {
        return learners * in("peak") / 100;
    }

    private double bytesPerSecond() {
        return viewers() * in("bitrate") * KBIT;
    }

    double peakGbps() {
        return bytesPerSecond() * 8 / 1e9;
    }

    /** What a lesson that is opened asks for, and the tokens that it takes while it lasts. */
    double openingsPerSecond() {
        double perLesson = in("opening") + in("lesson") * 60 / in("renewal");
        return viewers() / (in("lesson") * 60) * perLesson;
    }

    /** A picture's and a sound's, every so many seconds. */
    double segmentsPerSecond() {
        return viewers() * 2 / in("segment");
    }

    /** All bytes and all requests through gateway and playback-service. */
    double relayCores() {
        double bytes = bytesPerSecond() / GIB * in("relay-cpu");
        return cores(bytes + (openingsPerSecond() + segmentsPerSecond()) * in("request-cpu") / 1000);
    }

    /** No bytes; each segment is asked for and redirected. */
    double directCores() {
        return cores((openingsPerSecond() + segmentsPerSecond()) * in("request-cpu") / 1000);
    }

    /** Playlists name the store: only what opens a lesson comes by. */
    double lastingCores() {
        return cores(openingsPerSecond() * in("request-cpu") / 1000);
    }

    private double cores(double busy) {
        return busy / (in("busy") / 100);
    }

    double egressTb() {
        return learners * in("watched") * 3600 * in("bitrate") * KBIT / TB;
    }

    double uploadedHours() {
        return learners / 1000.0 * in("uploaded");
    }

    /** Means of the month; the queue holds what comes at once. */
    double encoderCores() {
        return uploadedHours() * in("encode-cpu") * 3600 / SECONDS_PER_MONTH / (in("encoders-busy") / 100);
    }

    double storedTb() {
        double perHour = (in("ladder") + in("original")) * KBIT * 3600;
        return uploadedHours() * in("kept") * perHour / TB;
    }

    double documentsMillions() {
        return learners * (in("lessons-per-learner") + in("documents-per-learner")) / 1e6;
    }

    /** In the busiest hour, if a tenth of a day's uploads come in it. */
    double eventsPerSecond() {
        return uploadedHours() / 30 / 10 * (60 / in("lesson")) * in("events-per-lesson") / 3600;
    }

    private double in(String name) {
        Double value = inputs.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No input " + name);
        }
        return value;
    }

    List<String> load() {
        return cells(viewers(), peakGbps(), openingsPerSecond(), segmentsPerSecond());
    }

    List<String> delivery() {
        return cells(relayCores(), directCores(), lastingCores(), egressTb());
    }

    List<String> work() {
        return cells(uploadedHours(), encoderCores(), storedTb(), documentsMillions(), eventsPerSecond());
    }

    /** Per month, in the currency of the prices: computing, storage, traffic, sum, and that for each learner. */
    List<String> cost(double deliveryCores, double trafficPrice) {
        double computing = (deliveryCores + encoderCores() + in("base-cores")) * in("core-price");
        double storage = storedTb() * in("storage-price");
        double traffic = egressTb() * trafficPrice;
        double sum = computing + storage + traffic;
        return cells(computing, storage, traffic, sum, sum / learners);
    }

    List<String> costRelayed() {
        return cost(relayCores(), in("server-traffic-price"));
    }

    List<String> costDirect() {
        return cost(lastingCores(), in("cdn-traffic-price"));
    }

    private List<String> cells(double... values) {
        String people = String.format(Locale.ROOT, "%,d", learners);
        return Stream.concat(Stream.of(people), Arrays.stream(values).mapToObj(Workload::twoDigits))
                .toList();
    }

    /** What such figures are worth: two digits. */
    private static String twoDigits(double value) {
        if (value == 0) {
            return "0";
        }
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        double rounded = Math.round(value / unit) * unit;
        return rounded >= 10
                ? String.format(Locale.ROOT, "%,.0f", rounded)
                : new BigDecimal(rounded)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
