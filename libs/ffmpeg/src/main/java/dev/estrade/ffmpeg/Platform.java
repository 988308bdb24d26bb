package dev.estrade.ffmpeg;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An operating system and processor, as the FFmpeg builds name it.
 *
 * @param name such as {@code linux-x86_64}
 */
record Platform(String name) {
    private static final List<String> LINUX_STUBS =
            List.of("libpulse.so.0", "libasound.so.2", "libxcb.so.1", "libxcb-shm.so.0");

    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "macosx" : os.contains("win") ? "windows" : os.replaceAll("[^a-z]", "");
        String processor = switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch;
        };
        return new Platform(system + "-" + processor);
    }

    String program(String name) {
        return isWindows() ? name + ".exe" : name;
    }

    /** Libraries that libavdevice wants and a server lacks; empty ones are put in their place. */
    List<String> stubs() {
        return name.startsWith("linux-") ? LINUX_STUBS : List.of();
    }

    /** What the programs need to find the libraries beside them. */
    Map<String, String> libraryPath(String folder) {
        if (isWindows()) {
            return Map.of();
        }
        return Map.of(name.startsWith("macosx-") ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH", folder);
    }

    private boolean isWindows() {
        return name.startsWith("windows-");
    }
}
