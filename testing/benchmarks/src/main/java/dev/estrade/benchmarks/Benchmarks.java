package dev.estrade.benchmarks;

/** {@code java -jar benchmarks.jar presign|upload|forms|claim}. */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 1 ? args[0] : "") {
            case "presign" -> Presigning.run();
            case "upload" -> Uploading.run();
            case "forms" -> FormUploads.run();
            case "claim" -> Claiming.run();
            default -> {
                System.err.println(
                        "Usage: benchmarks.jar presign|upload|forms|claim; all but the first need ./estrade up");
                System.exit(2);
            }
        }
    }
}
