/** What the tests of several modules share: house rules, the error table, real servers. */
@NullMarked
package dev.estrade.test;

import org.jspecify.annotations.NullMarked;
