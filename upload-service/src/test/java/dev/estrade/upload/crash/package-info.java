/** upload-service is killed wherever it changes something; bucket and database must agree afterwards. */
@NullMarked
package dev.estrade.upload.crash;

import org.jspecify.annotations.NullMarked;
