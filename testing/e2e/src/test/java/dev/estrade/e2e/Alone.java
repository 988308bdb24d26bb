package dev.estrade.e2e;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Of a test that runs when all others have ended, with no second stack beside it, see pom.xml. */
@Target({TYPE, METHOD})
@Retention(RUNTIME)
@Tag("alone")
@interface Alone {}
