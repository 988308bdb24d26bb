/** The servers that a platform team would run: broker, document store, object store and identity provider. */
@NullMarked
package dev.estrade.localstack.infra;

import org.jspecify.annotations.NullMarked;
