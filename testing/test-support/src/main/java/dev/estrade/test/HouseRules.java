package dev.estrade.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Conditional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of the house that bytecode can prove. */
public final class HouseRules {
    private static final Pattern GENERATED = Pattern.compile("(__|\\$\\$)[^/]*\\.class$");

    private HouseRules() {}

    /** @param root the service's package, such as {@code dev.estrade.upload} */
    public static void hold(String root) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .withImportOption(location -> !isGenerated(location))
                .importPackages(root);
        noClasses()
                .should()
                .callMethodWhere(new NamedCall(Mono.class, "block"))
                .orShould()
                .callMethodWhere(new NamedCall(Flux.class, "block"))
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .because("an event loop that waits serves nobody")
                .check(classes);
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..controller..", "..service..", "..repository..", "..dto..", "..util..", "..common..")
                .because("packages are features")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areMetaAnnotatedWith(Conditional.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Conditional.class)
                .because("conditions are answered when the jar is built, settings are not")
                .check(classes);
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    /** By Spring, of the last build: how a context is put together. */
    private static boolean isGenerated(Location location) {
        return GENERATED.matcher(location.asURI().toString()).find();
    }
}
