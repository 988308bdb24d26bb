package dev.estrade.transcode.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options that come before every input. User media is hostile: a DASH manifest named .mp4 reads local files even
 * though the protocols are restricted, so the container is forced and the formats are listed too.
 */
public final class Cage {
    private static final String FORMATS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mxf,wav,mp3,aac,flac";
    private static final String CODECS = "libaom-av1,av1,dnxhd,ffv1,flv,h263,h264,hevc,mjpeg,mpeg1video,mpeg2video,"
            + "mpeg4,msmpeg4v2,msmpeg4,png,prores,qtrle,svq3,theora,vc1,vp8,libvpx,vp9,libvpx-vp9,wmv1,wmv2,wmv3,"
            + "aac,ac3,alac,amrnb,amrwb,dca,eac3,flac,mp2,mp2float,mp3float,mp3,opus,libopus,speex,vorbis,wmav1,wmav2,"
            + "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le,pcm_u8,pcm_mulaw,pcm_alaw,"
            + "srt,subrip,ass,ssa,mov_text,webvtt,text";
    private static final String MAX_PIXELS = Integer.toString(8192 * 8192);
    private static final String MAX_ALLOC = Long.toString(1L << 30);
    private static final String NETWORK_TIMEOUT_MICROS = "15000000";

    /** Codecs whose decoders have other names. */
    private static final Map<String, String> DECODERS = Map.of("amr_nb", "amrnb", "amr_wb", "amrwb", "dts", "dca");

    private static final Set<String> DECODED = Set.of(CODECS.split(",", -1));

    private Cage() {}

    /** @param codec by FFmpeg's name of the codec, not of its decoder */
    static boolean decodes(String codec) {
        return DECODED.contains(DECODERS.getOrDefault(codec, codec));
    }

    /** Everything up to and including {@code -i}. */
    public static List<String> input(Source source) {
        URI url = source.url();
        if (url == null) {
            return input(List.of("-protocol_whitelist", "fd"), source.demuxer(), "fd:");
        }
        List<String> network = List.of(
                "-protocol_whitelist",
                "http,https,tcp,tls",
                "-rw_timeout",
                NETWORK_TIMEOUT_MICROS,
                "-headers",
                "If-Match: \"" + source.etag() + "\"\r\n");
        return input(network, source.demuxer(), url.toString());
    }

    /** The same for what is written to standard input. */
    public static List<String> pipe(Demuxer demuxer) {
        return input(List.of("-protocol_whitelist", "pipe"), demuxer, "pipe:0");
    }

    private static List<String> input(List<String> protocols, Demuxer demuxer, String address) {
        List<String> options = new ArrayList<>(List.of("-max_alloc", MAX_ALLOC));
        options.addAll(protocols);
        options.addAll(List.of("-format_whitelist", FORMATS, "-codec_whitelist", CODECS));
        options.addAll(List.of("-max_pixels", MAX_PIXELS, "-max_streams", "64"));
        options.addAll(List.of("-f", demuxer.ffmpegName()));
        options.addAll(List.of("-i", address));
        return options;
    }
}
