package dev.estrade.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The programs that came with the application as a jar, unpacked once per version. */
final class BundledPrograms {
    private static final String VERSION = "META-INF/maven/org.bytedeco/ffmpeg/pom.properties";

    private final Platform platform;
    private final String folder;

    BundledPrograms(Platform platform) {
        this.platform = platform;
        this.folder = "org/bytedeco/ffmpeg/" + platform.name() + "-gpl/";
    }

    /** @return the folder that holds the programs and everything they load */
    Path unpackInto(Path cacheDir) {
        URL program = BundledPrograms.class.getResource("/" + folder + platform.program("ffmpeg"));
        if (program == null) {
            throw new FfmpegUnavailableException("No FFmpeg is bundled for " + platform.name()
                    + ": install FFmpeg 6 or newer and set ESTRADE_FFMPEG to the path of its ffmpeg program.");
        }
        try {
            // Not closed: the class loader owns the file.
            JarFile jar = ((JarURLConnection) program.openConnection()).getJarFile();
            Path target = PrivateFolder.open(cacheDir).resolve("ffmpeg-" + version(jar) + "-" + platform.name());
            return Files.isDirectory(target) ? PrivateFolder.open(target) : unpack(jar, target);
        } catch (IOException e) {
            throw new FfmpegUnavailableException("FFmpeg cannot be unpacked into " + cacheDir + ": " + e, e);
        }
    }

    /** Several processes may do this at once: each fills a folder of its own, the first to rename it wins. */
    private Path unpack(JarFile jar, Path target) throws IOException {
        Path fresh = Files.createTempDirectory(target.resolveSibling("."), ".ffmpeg-");
        try {
            for (ZipEntry entry : jar.stream().filter(this::isNeeded).toList()) {
                copy(jar.getInputStream(entry), fresh.resolve(entry.getName().substring(folder.length())));
            }
            for (String stub : platform.stubs()) {
                InputStream library =
                        BundledPrograms.class.getResourceAsStream("stubs/" + platform.name() + "/" + stub);
                if (library != null) {
                    copy(library, fresh.resolve(stub));
                }
            }
            rename(fresh, target);
            return target;
        } finally {
            deleteRecursively(fresh);
        }
    }

    private boolean isNeeded(ZipEntry entry) {
        String name = entry.getName();
        return name.startsWith(folder)
                && !entry.isDirectory()
                && name.indexOf('/', folder.length()) < 0
                && !name.contains("jni");
    }

    private static void copy(InputStream source, Path file) throws IOException {
        try (source) {
            Files.copy(source, file);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static void rename(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static String version(JarFile jar) throws IOException {
        Properties properties = new Properties();
        ZipEntry entry = jar.getEntry(VERSION);
        if (entry != null) {
            try (InputStream in = jar.getInputStream(entry)) {
                properties.load(in);
            }
        }
        return properties.getProperty("version", "unknown");
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
