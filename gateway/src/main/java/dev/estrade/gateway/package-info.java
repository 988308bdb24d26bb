/** The only door: routes stand in application.yml, this code refuses what no service should see. */
@NullMarked
package dev.estrade.gateway;

import org.jspecify.annotations.NullMarked;
