package dev.devledger.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tree below a root package keeps to. The root is a parameter so that a planted tree can break each rule. */
enum ArchitectureRule {
    LAYERS_REACH_INWARDS_ONLY {
        @Override
        ArchRule below(String root) {
            return layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage(root + "..")
                    .optionalLayer("domain")
                    .definedBy(root + ".domain..")
                    .optionalLayer("application")
                    .definedBy(root + ".application..")
                    .optionalLayer("adapters")
                    .definedBy(root + ".adapters..")
                    .optionalLayer("bootstrap")
                    .definedBy(root + ".bootstrap..")
                    .whereLayer("domain")
                    .mayOnlyBeAccessedByLayers("application", "adapters", "bootstrap")
                    .whereLayer("application")
                    .mayOnlyBeAccessedByLayers("adapters", "bootstrap")
                    .whereLayer("adapters")
                    .mayOnlyBeAccessedByLayers("bootstrap")
                    .whereLayer("bootstrap")
                    .mayNotBeAccessedByAnyLayer()
                    .ensureAllClassesAreContainedInArchitecture();
        }
    },
    DOMAIN_SEES_JAVA_ONLY {
        @Override
        ArchRule below(String root) {
            return classes()
                    .that()
                    .resideInAPackage(root + ".domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(root + ".domain..", "java..", "org.jspecify.annotations");
        }
    },
    APPLICATION_SEES_NO_WEB_JDBC_OR_HTTP {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".application..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework.web..",
                            "org.springframework.http..",
                            "jakarta.servlet..",
                            "java.sql..",
                            "javax.sql..",
                            "org.springframework.jdbc..",
                            "java.net.http..",
                            "okhttp3..");
        }
    },
    AXON_STAYS_OUT_OF_THE_DOMAIN {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that()
                    .resideOutsideOfPackages(root + ".application..", root + ".adapters..", root + ".bootstrap..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.axonframework..");
        }
    },
    ADAPTERS_DO_NOT_SEE_EACH_OTHER {
        @Override
        ArchRule below(String root) {
            return slices().matching(root + ".adapters.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(alwaysTrue(), resideInAPackage(root + ".adapters.format.."))
                    // The layout of all pages is one; that it sees no adapter in turn is not left out.
                    .ignoreDependency(alwaysTrue(), resideInAPackage(root + ".adapters.html"));
        }
    },
    SERVICES_DO_NOT_SEE_EACH_OTHER {
        @Override
        ArchRule below(String root) {
            String services = root + ".adapters.services.";
            return slices().matching(services + "(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(alwaysTrue(), resideInAPackage(services + "kernel"));
        }
    },
    ONLY_ONE_PACKAGE_SEES_THE_SDK_OF_MCP {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackage(root + ".adapters.mcp.server..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.modelcontextprotocol..", "org.springframework.ai..");
        }
    },
    PACKAGES_HAVE_NO_CYCLES {
        @Override
        ArchRule below(String root) {
            return slices().matching(root + ".(**)").should().beFreeOfCycles();
        }
    },
    NAMES_SAY_SOMETHING {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should()
                    .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto|DTO)");
        }
    },
    ROOMS_SEE_DOWNWARDS_ONLY {
        @Override
        ArchRule below(String root) {
            return classes().that().resideInAPackage(root + "..").should(Rooms.seeOnlyLowerFloors(root));
        }
    },
    /** Whoever is outside sees the door, the ports, the conflicts, and what is named here; bootstrap puts it all together. */
    THE_SYNC_HAS_ONE_DOOR {
        @Override
        ArchRule below(String root) {
            String sync = root + ".application.sync";
            return noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(sync + "..", root + ".bootstrap..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(Stream.of(INSIDE_OF_THE_SYNC.split(" "))
                                    .map(room -> sync + "." + room)
                                    .toArray(String[]::new))
                            .and(not(nameMatching(anyOf(root, SHOWN) + "(\\$.*)?"))));
        }
    },
    A_PLAN_WRITES_NOTHING {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(Stream.of("read", "plan", "lookup", "decide")
                            .map(room -> root + ".application.sync." + room)
                            .toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(anyOf(root, WRITING))
                    .orShould()
                    .accessTargetWhere(isAnyOf(root, WRITES));
        }
    },
    ONLY_A_PUSH_WRITES_TO_THE_REMOTE {
        @Override
        ArchRule below(String root) {
            String sync = root + ".application.sync.";
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".application..")
                    .and()
                    .resideOutsideOfPackage(sync + "push")
                    .and()
                    .doNotHaveSimpleName("CycleCalls")
                    .and()
                    .doNotHaveSimpleName("RemoteWrites") // one of its calls may be made of another
                    .should()
                    .accessTargetWhere(isAnyOf(root, REMOTE_WRITES));
        }
    },
    CONNECTORS_ARE_ALIKE {
        @Override
        ArchRule below(String root) {
            return classes()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .implement(nameMatching(anyOf(root, Set.of("application.sync.connector.Connector"))))
                    .should(new AlikeConnectors(root));
        }
    },
    CONSTRUCTORS_TAKE_FEW_ARGUMENTS {
        @Override
        ArchRule below(String root) {
            return classes()
                    .that()
                    .resideInAnyPackage(root + ".domain..", root + ".application..")
                    .should(new FewArguments());
        }
    };

    private static final String INSIDE_OF_THE_SYNC = "record local cycle guard read plan lookup decide pull push";

    /** What of the inside is shown. */
    static final Set<String> SHOWN = Set.of(
            "application.sync.plan.SyncPlan", "application.sync.cycle.SyncMeters", "application.sync.guard.Approvals");

    /** Who has one of these can write to the ledger. */
    static final Set<String> WRITING = Set.of(
            "application.ledger.Ledger",
            "application.ledger.ChangeSet",
            "application.project.Projects",
            "application.task.Tasks",
            "application.sync.cycle.FencedLedger",
            "application.sync.cycle.LinkJournal");

    /** The methods that change what the sync remembers. */
    static final Map<String, List<String>> WRITES = Map.of(
            "application.sync.memory.LinkBook$ListClosures", List.of("close", "open"),
            "application.sync.memory.ConflictView$ConflictBook", List.of("put"),
            "application.sync.memory.ConnectorStates", List.of("set"),
            "application.sync.memory.Cycles", List.of("save", "forget"),
            "application.sync.memory.Cycles$FeedCursors", List.of("keep"),
            "application.sync.memory.Cycles$Lease", List.of("acquire", "renew", "release"),
            "application.sync.memory.LinkBook", List.of("put.*", "giveUp"),
            "application.sync.memory.PendingApprovals",
                    List.of("replace", "approve", "takeApproval", "done", "leaveOut"),
            "application.sync.memory.PendingWork", List.of("mark.*", "done", "later"),
            "application.sync.memory.LinkBook$SuspectedAbsences", List.of("keep"));

    /** The methods that change what is in the service. */
    static final Map<String, List<String>> REMOTE_WRITES = Map.of(
            "application.sync.connector.Connector$RemoteTasks",
                    List.of("create.*", "send", "update.*", "move.*", "delete.*"),
            "application.sync.connector.RemoteWrites", List.of(".*"),
            "application.sync.cycle.CycleCalls", List.of("write", "delete"));

    private static String anyOf(String root, Set<String> types) {
        return types.stream().map(type -> Pattern.quote(root + "." + type)).collect(Collectors.joining("|", "(", ")"));
    }

    private static DescribedPredicate<JavaAccess<?>> isAnyOf(String root, Map<String, List<String>> methods) {
        return DescribedPredicate.describe("one that writes", access -> methods.entrySet().stream()
                .anyMatch(each -> access.getTargetOwner().getName().equals(root + "." + each.getKey())
                        && each.getValue().stream().anyMatch(access.getTarget().getName()::matches)));
    }

    abstract ArchRule below(String root);
}
