package org.schoolgate.cli.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an admin process listens, and where its store is.
 *
 * @param host address of its HTTPS
 * @param opsPort metrics and health, on loopback
 * @param names under which people ask for it, besides {@code localhost} and the addresses of the box
 * @param suffixList Public Suffix List; where there is no such file, a short list of our own has to do
 * @param database JDBC URL of PostgreSQL; null for a file in the data folder
 * @param databaseCredentials one line {@code USER:PASSWORD} for it; null without it
 * @param peopleImport OneRoster folder, or CSV, of all people, read each night; null for none
 */
record AdminSettings(
        String host,
        int port,
        int opsPort,
        List<String> names,
        Path suffixList,
        @Nullable String database,
        @Nullable Path databaseCredentials,
        @Nullable Path peopleImport) {
    AdminSettings {
        names = List.copyOf(names);
    }
}
