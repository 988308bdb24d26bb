package dev.estrade.transcode.encode;

import dev.estrade.transcode.probe.Probe.Range;
import java.util.Locale;

/** Pictures of high range become BT.709, as screens of standard range show them. */
final class ToneMapping {
    private ToneMapping() {}

    /**
     * What follows another filter; nothing for standard range.
     *
     * @param width of what comes out, no larger than needed: every pixel costs
     */
    static String filter(Range range, int width, int height) {
        if (range == Range.SDR) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                ",zscale=w=%d:h=%d:tin=%s:min=bt2020nc:pin=bt2020:rin=tv:t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
                        + "tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p",
                width,
                height,
                range == Range.PQ ? "smpte2084" : "arib-std-b67");
    }
}
