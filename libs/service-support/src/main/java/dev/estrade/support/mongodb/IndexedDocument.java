package dev.estrade.support.mongodb;

/** A document with indexes that lies outside the service's own packages, as a bean. */
public record IndexedDocument(Class<?> type) {}
