package dev.estrade.support.store;

/**
 * A small object, and by what it can be recognised.
 *
 * @param etag without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // is never compared
public record WholeObject(byte[] bytes, String etag) {}
