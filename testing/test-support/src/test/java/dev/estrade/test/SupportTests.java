package dev.estrade.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Conditional;

class SupportTests {
    /** An auto-configuration asks which parts a service has, and its beans ask nothing: decision 0021. */
    @Test
    void leavesNoBeanToASetting() {
        noMethods()
                .should()
                .beMetaAnnotatedWith(Conditional.class)
                .check(new ClassFileImporter().importPackages("dev.estrade.support"));
    }
}
