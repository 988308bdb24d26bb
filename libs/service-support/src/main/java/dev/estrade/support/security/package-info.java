/** The resource server that every service and the gateway share: who calls, and with which roles. */
@NullMarked
package dev.estrade.support.security;

import org.jspecify.annotations.NullMarked;
