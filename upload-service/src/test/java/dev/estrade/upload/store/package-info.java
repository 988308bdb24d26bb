@NullMarked
package dev.estrade.upload.store;

import org.jspecify.annotations.NullMarked;
