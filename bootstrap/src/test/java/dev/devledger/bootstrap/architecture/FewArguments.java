package dev.devledger.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** How much a class may be given at once. A record is exempt, because what it is given is what it is. */
final class FewArguments extends ArchCondition<JavaClass> {
    private static final int MOST = 7;

    FewArguments() {
        super("have constructors with at most %d parameters", MOST);
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        item.getConstructors().stream()
                .filter(each -> isTooMany(item, each))
                .forEach(each -> events.add(SimpleConditionEvent.violated(each, each.getDescription())));
    }

    /** The compiler gives the constructor of an enum two more: the name and the number of the constant. */
    private static boolean isTooMany(JavaClass item, JavaConstructor constructor) {
        int given = constructor.getRawParameterTypes().size() - (item.isEnum() ? 2 : 0);
        return given > MOST && !item.isRecord();
    }
}
