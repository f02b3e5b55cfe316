package dev.accountrisk;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** No package holds more classes than a reader can keep apart. Nested classes and {@code package-info} do not count. */
final class SmallPackages extends ArchCondition<JavaClass> {
    private static final int CLASSES_MAX = 26;

    private final Map<String, Set<String>> classes = new TreeMap<>();

    SmallPackages() {
        super("reside in a package of at most " + CLASSES_MAX + " classes");
    }

    @Override
    public void check(JavaClass javaClass, ConditionEvents events) {
        if (javaClass.isTopLevelClass() && !javaClass.getSimpleName().equals("package-info")) {
            classes.computeIfAbsent(javaClass.getPackageName(), any -> new TreeSet<>()).add(javaClass.getName());
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        classes.forEach((name, found) -> events.add(new SimpleConditionEvent(found, found.size() <= CLASSES_MAX,
                name + " holds " + found.size() + " classes: " + found)));
    }
}
