package dev.estrade.playback.entitlement;

import dev.estrade.events.Rel;

/**
 * A lesson's original that somebody asks for.
 *
 * @param generation that is made of it
 * @param allowed whether he may have it
 */
public record Candidate(Rel rel, String generation, Original original, boolean allowed) {}
