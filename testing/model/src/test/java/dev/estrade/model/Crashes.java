package dev.estrade.model;

/** How often services die in a history. */
final class Crashes {
    private final int perMille;
    private int left;

    Crashes(int perMille, int atMost) {
        this.perMille = perMille;
        this.left = atMost;
    }

    boolean strikes(Choices choices) {
        if (left == 0 || choices.below(1000) >= perMille) {
            return false;
        }
        left--;
        return true;
    }

    void stop() {
        left = 0;
    }
}
