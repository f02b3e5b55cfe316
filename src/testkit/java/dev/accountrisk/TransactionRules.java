package dev.accountrisk;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionOperations;

/** Transactions of entities are opened in one class of one room. */
final class TransactionRules {
    private TransactionRules() {}

    static void addTo(Map<String, ArchRule> byName, String database) {
        byName.put("entities' transactions are opened in database alone",
                onlyIn(database, "open a transaction of entities", TransactionRules::opensATransactionOfEntities));
        byName.put("Spring's transactions are used in database alone",
                onlyIn(database, "use Spring's transactions", TransactionRules::usesSpringsTransactions));
        byName.put("one class of database opens entities' transactions",
                HouseRules.oneClass("open a transaction of entities in database",
                        describe("opens a transaction of entities in database",
                                javaClass -> resideInAPackage(database).test(javaClass)
                                        && opensATransactionOfEntities(javaClass))));
        byName.put("no annotation opens a transaction", noTransactional());
    }

    private static ArchRule onlyIn(String room, String what, Predicate<JavaAccess<?>> does) {
        return noClasses().that()
                .resideOutsideOfPackage(room)
                .should()
                .accessTargetWhere(describe(what, does))
                .allowEmptyShould(true);
    }

    private static boolean opensATransactionOfEntities(JavaClass javaClass) {
        return javaClass.getAccessesFromSelf()
                .stream()
                .anyMatch(access -> opensATransactionOfEntities(access) || usesSpringsTransactions(access));
    }

    private static boolean opensATransactionOfEntities(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        return (owner.isAssignableTo(EntityManagerFactory.class) && name.endsWith("InTransaction"))
                || (owner.isAssignableTo(EntityManager.class) && name.equals("getTransaction"))
                || owner.isAssignableTo(EntityTransaction.class);
    }

    private static boolean usesSpringsTransactions(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return owner.isAssignableTo(TransactionOperations.class) || owner.isAssignableTo(TransactionManager.class);
    }

    private static ArchRule noTransactional() {
        DescribedPredicate<CanBeAnnotated> transactional = describe("@Transactional",
                item -> item.isAnnotatedWith("org.springframework.transaction.annotation.Transactional")
                        || item.isAnnotatedWith("jakarta.transaction.Transactional"));
        return noClasses().should(new ArchCondition<JavaClass>("leave a transaction to an annotation") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean annotated = transactional.test(javaClass)
                        || javaClass.getMethods().stream().anyMatch(transactional);
                events.add(new SimpleConditionEvent(javaClass, annotated,
                        javaClass.getName() + " leaves a transaction to an annotation"));
            }
        });
    }
}
