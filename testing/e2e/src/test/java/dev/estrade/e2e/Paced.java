package dev.estrade.e2e;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Of a test that goes by the clock of a camera or a person: it runs beside its like only, see pom.xml. */
@Target({TYPE, METHOD})
@Retention(RUNTIME)
@Tag("paced")
@interface Paced {}
