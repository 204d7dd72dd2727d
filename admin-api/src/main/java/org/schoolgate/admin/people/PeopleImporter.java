package org.schoolgate.admin.people;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.roster.Roster;
import org.schoolgate.admin.roster.RosterPerson;
import org.schoolgate.admin.roster.RosterRules;

/** Imports people, by the roles and the clock of the policy in force. */
final class PeopleImporter {
    private final Registrar registrar;

    PeopleImporter(Registrar registrar) {
        this.registrar = registrar;
    }

    /** @param role as in {@link RosterRules} */
    RosterRules rules(@Nullable String role) {
        SchoolPolicy policy = SchoolPolicy.of(registrar);
        return new RosterRules(policy.roles(), policy.years(), role, today());
    }

    LocalDate today() {
        return LocalDate.ofInstant(registrar.now(), SchoolPolicy.of(registrar).clock());
    }

    ImportReport tryOut(Roster roster, ImportOptions options) {
        PeopleImport trial = new PeopleImport(roster, options, Map.of(), registrar.now());
        return trial.report(trial.edit(registrar.register()), true);
    }

    /** Hashes the passwords first, which takes some 40 ms for each. */
    CompletableFuture<ImportReport> take(Roster roster, ImportOptions options, String by) {
        new PeopleImport(roster, options, Map.of(), registrar.now()).edit(registrar.register());
        PeopleImport real = new PeopleImport(roster, options, hashes(roster), registrar.now());
        return registrar
                .make(by, real::edit)
                .thenApply(made -> real.report(made.edit(), false).in(made.generation()));
    }

    private static Map<String, String> hashes(Roster roster) {
        Map<String, String> hashes = new ConcurrentHashMap<>();
        roster.people().parallelStream().filter(RosterPerson::setsPassword).forEach(person -> hash(person, hashes));
        return hashes;
    }

    private static void hash(RosterPerson person, Map<String, String> hashes) {
        String password = person.password();
        if (password != null) {
            hashes.put(person.id(), Passwords.hash(password));
        }
    }
}
