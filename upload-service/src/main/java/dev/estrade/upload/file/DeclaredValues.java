package dev.estrade.upload.file;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What clients say of their files. */
public final class DeclaredValues {
    private static final int SHA_256 = 32;
    private static final Pattern VIDEO = Pattern.compile(
            "(video|audio)/[\\w.+-]{1,80}(; ?codecs=[\\w.,\" -]{1,80})?|application/(octet-stream|ogg|mxf)");
    private static final Pattern PHOTO = Pattern.compile("image/[\\w.+-]{1,80}|application/octet-stream");

    private DeclaredValues() {}

    /** Whether such a type may be signed; what the file is, its bytes tell. */
    public static boolean isType(Kind kind, String contentType) {
        return (kind == Kind.VIDEO ? VIDEO : PHOTO).matcher(contentType).matches();
    }

    /** From 64 hexadecimal digits or base64 to lower-case hexadecimal; empty if it is neither. */
    public static Optional<String> sha256(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = text.length() == 2 * SHA_256
                    ? HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT))
                    : Base64.getDecoder().decode(text);
            return bytes.length == SHA_256 ? Optional.of(HexFormat.of().formatHex(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
