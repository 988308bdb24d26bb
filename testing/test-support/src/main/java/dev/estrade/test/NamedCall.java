package dev.estrade.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;

/** Calls of methods of a type whose name starts so. */
final class NamedCall extends DescribedPredicate<JavaMethodCall> {
    private final Class<?> owner;
    private final String prefix;

    NamedCall(Class<?> owner, String prefix) {
        super("%s.%s*()", owner.getSimpleName(), prefix);
        this.owner = owner;
        this.prefix = prefix;
    }

    @Override
    public boolean test(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(owner) && call.getName().startsWith(prefix);
    }
}
