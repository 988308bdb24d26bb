/** The six services as child processes: how each is started, watched and stopped. */
@NullMarked
package dev.estrade.localstack.services;

import org.jspecify.annotations.NullMarked;
