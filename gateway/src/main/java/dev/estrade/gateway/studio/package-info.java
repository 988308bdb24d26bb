/** The studio: a small web app for trainers and learners, made of this gateway's API. */
@NullMarked
package dev.estrade.gateway.studio;

import org.jspecify.annotations.NullMarked;
