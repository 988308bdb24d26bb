/** The API's document for programs, and Swagger UI for people. */
@NullMarked
package dev.estrade.gateway.docs;

import org.jspecify.annotations.NullMarked;
