package dev.estrade.benchmarks;

/** {@code java -jar benchmarks.jar presign|upload|forms}. */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 1 ? args[0] : "") {
            case "presign" -> Presigning.run();
            case "upload" -> Uploading.run();
            case "forms" -> FormUploads.run();
            default -> {
                System.err.println("Usage: benchmarks.jar presign|upload|forms; the last two need ./estrade up");
                System.exit(2);
            }
        }
    }
}
