package org.schoolgate.admin;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.store.PostgresDatabase;
import org.schoolgate.rules.list.ListSource;

/**
 * Where an admin server works, and what it begins with.
 *
 * @param dataFolder holds {@code admin-token} and the folder {@code admin}; made where there is none
 * @param address of HTTPS; port 0 takes any free one
 * @param opsPort of health and metrics, in the clear and on loopback only; 0 takes any free one
 * @param hostNames under which clients ask for this server, besides {@code localhost} and its addresses
 * @param sites text of the shipped site sets (YAML), part of every bundle
 * @param suffixList the Public Suffix List; where there is no such file, a short list of our own has to do
 * @param firstPolicy text of the policy (YAML) that the first start publishes
 * @param firstSources lists that the first start publishes with it; each a file or an archive, which is copied
 * @param accessFolder where the gateway of this machine writes its access segments
 * @param database of PostgreSQL, as {@link PostgresDatabase#check} takes it; null for SQLite in the data folder
 * @param databaseCredentials a file of one line, {@code USER:PASSWORD}, for the database, that only its owner can read
 * @param localGateway enrolment file that a gateway of this machine reads, kept up to date at each start
 * @param peopleImport a OneRoster folder, or a CSV, of all people of the school, imported each night; null for none
 */
public record AdminConfig(
        Path dataFolder,
        InetSocketAddress address,
        int opsPort,
        Set<String> hostNames,
        String sites,
        Path suffixList,
        String firstPolicy,
        List<ListSource> firstSources,
        Path accessFolder,
        @Nullable String database,
        @Nullable Path databaseCredentials,
        Optional<Path> localGateway,
        @Nullable Path peopleImport,
        InstantSource clock) {
    /** @throws IllegalArgumentException as {@link #checkDatabase} does */
    public AdminConfig {
        checkDatabase(database, databaseCredentials);
        hostNames = Set.copyOf(hostNames);
        firstSources = List.copyOf(firstSources);
    }

    /** @throws IllegalArgumentException when there is one without the other, or the database's URL is not one that is taken */
    public static void checkDatabase(@Nullable String database, @Nullable Path databaseCredentials) {
        if (database != null) {
            PostgresDatabase.check(database);
        }
        if ((database == null) != (databaseCredentials == null)) {
            throw new IllegalArgumentException(
                    database == null
                            ? "database credentials: " + databaseCredentials + " (expected: a database)"
                            : "database: no credentials (expected: a file of one line, USER:PASSWORD)");
        }
    }
}
