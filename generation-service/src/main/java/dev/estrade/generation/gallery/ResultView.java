package dev.estrade.generation.gallery;

import java.util.List;

/** What a completed job made. */
record ResultView(String jobId, String status, List<FileView> files) {}
