/** What is known of each lesson's transcoding, projected from transcode-service's events. */
@NullMarked
package dev.estrade.catalog.lesson;

import org.jspecify.annotations.NullMarked;
