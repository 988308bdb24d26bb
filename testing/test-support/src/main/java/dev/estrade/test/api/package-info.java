/** The API's documents: made of the services' files in docs/openapi, and compared with what is really answered. */
@NullMarked
package dev.estrade.test.api;

import org.jspecify.annotations.NullMarked;
