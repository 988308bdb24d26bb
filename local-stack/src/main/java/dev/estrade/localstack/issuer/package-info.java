/** The OpenID Connect issuer of a developer's machine. */
@NullMarked
package dev.estrade.localstack.issuer;

import org.jspecify.annotations.NullMarked;
