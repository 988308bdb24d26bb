package dev.estrade.transcode.probe;

import java.math.BigInteger;

/** A rate as media headers have it, such as 30000/1001. */
public record Fraction(long numerator, long denominator) {
    public static final Fraction UNKNOWN = new Fraction(0, 1);

    /** In lowest terms. */
    static Fraction of(long numerator, long denominator) {
        long common = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValueExact();
        return new Fraction(numerator / common, denominator / common);
    }

    /** {@link #UNKNOWN} for anything that is not a positive fraction. */
    static Fraction parse(String text) {
        String[] parts = text.split("[/:]", -1);
        try {
            long numerator = Long.parseLong(parts[0]);
            long denominator = parts.length > 1 ? Long.parseLong(parts[1]) : 1;
            return numerator > 0 && denominator > 0 ? new Fraction(numerator, denominator) : UNKNOWN;
        } catch (NumberFormatException notANumber) {
            return UNKNOWN;
        }
    }

    public double value() {
        return (double) numerator / denominator;
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
