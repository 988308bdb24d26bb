package dev.estrade.support.store;

/**
 * A part of a multipart upload that has arrived.
 *
 * @param number from 1
 * @param etag without quotes
 * @param size bytes
 */
public record Part(int number, String etag, long size) {}
