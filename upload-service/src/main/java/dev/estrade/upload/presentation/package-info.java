/** The public videos of courses and modules, each the newest of its place. */
@NullMarked
package dev.estrade.upload.presentation;

import org.jspecify.annotations.NullMarked;
