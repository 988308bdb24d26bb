package dev.estrade.support.store;

/**
 * The two buckets.
 *
 * @param media everything that is played or shown
 * @param keys wrapped content keys, and nothing else
 */
public record ObjectStores(ObjectStore media, ObjectStore keys) {}
