package dev.estrade.localstack.demo;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.services.RunState;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code demo [file…]}: upload, publish, transcode, play. */
public final class Demo {
    private static final String TRAINER = "trainer";

    private final HttpClient http = Gateway.connections();
    private final Home home;
    private final Screen screen;
    private final Gateway gateway;
    private final String studio;

    public Demo(Home home, RunState stack, PrintStream out) {
        this.home = home;
        this.screen = new Screen(out, Boolean.getBoolean("estrade.terminal"));
        this.gateway = Gateway.of(http, home, stack, TRAINER);
        this.studio = stack.studio();
    }

    /** Says in one sentence which file is missing, before anything is started. */
    public static List<Path> files(List<String> names) {
        List<Path> files = names.stream().map(Path::of).toList();
        files.stream()
                .filter(file -> !Files.isReadable(file) || Files.isDirectory(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new StackException("There is no file " + file + ".");
                });
        return files;
    }

    /** @param given the trainer's videos; a sample is made if there are none */
    public void run(List<Path> given) throws InterruptedException {
        List<Path> files = given.isEmpty() ? List.of(SampleLecture.make(home, screen)) : given;
        screen.say("Uploading straight to the object store: " + files.size() + " file(s)");
        List<String> videoIds = new Uploads(http, gateway, screen).send(files);
        screen.say("Publishing");
        Publication.Outcome outcome = new Publication(gateway, screen).publish(files, videoIds);
        Playback playback = Playback.open(http, gateway, TRAINER, outcome.rel());
        int bytes = playback.verify();
        screen.say(String.format(
                Locale.ROOT,
                "Playable %.1f s after the upload, ready after %.1f s; first segment decrypted (%d bytes)",
                outcome.secondsToPlayable(),
                outcome.secondsToReady(),
                bytes));
        tellHowToPlay(playback);
        screen.say("");
        screen.say("Watch it in the studio (sign in as " + TRAINER + ", who is suggested):");
        screen.say(studio + watching(outcome.rel()));
    }

    private void tellHowToPlay(Playback playback) {
        String headers = "Authorization: Bearer " + playback.token();
        screen.say("");
        screen.say("playlist  " + playback.playlist());
        screen.say("token     " + playback.token());
        screen.say(
                "curl      curl -H '" + headers + "' -H 'Referer: " + playback.referrer() + "' " + playback.playlist());
        screen.say("ffplay    ffplay -headers $'" + headers + "\\r\\nReferer: " + playback.referrer() + "\\r\\n' "
                + playback.playlist());
    }

    /** The studio's place for a lesson. */
    static String watching(String rel) {
        return "#/watch/" + rel;
    }
}
