package dev.estrade.benchmarks;

/** A size of a lesson's picture. @param name the folder below the lesson, such as {@code 720p} */
record Rung(String name, int width, int height) {}
