package org.schoolgate.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.schoolgate.admin.gateway.Enrolments;
import org.schoolgate.admin.gateway.GatewayTokens;
import org.schoolgate.admin.list.Sources;
import org.schoolgate.admin.list.Uploads;
import org.schoolgate.admin.people.NightlyPeople;
import org.schoolgate.admin.people.Registrar;
import org.schoolgate.admin.publish.BundleComposer;
import org.schoolgate.admin.publish.BundleFolders;
import org.schoolgate.admin.publish.LockedFiles;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.admin.secret.AdminToken;
import org.schoolgate.admin.secret.ServerCertificate;
import org.schoolgate.admin.store.Database;
import org.schoolgate.admin.store.PostgresDatabase;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.disk.FolderLock;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.url.PublicSuffixes;

/** What stands behind the routes: all that is opened before anything listens. */
record Parts(
        AdminConfig config,
        Database database,
        ServerCertificate certificate,
        AdminToken token,
        GatewayTokens gateways,
        Enrolments enrolments,
        Publisher publisher,
        Registrar registrar,
        NightlyPeople nightlyPeople,
        LockedFiles lockedFiles,
        Uploads uploads,
        Sources sources,
        SiteSets sites) {
    private static final String FOLDER = "admin";

    /** @param opened takes all that is to be closed again */
    static Parts open(AdminConfig config, Opened opened) throws IOException, GeneralSecurityException {
        Path folder = config.dataFolder().resolve(FOLDER);
        Path keys = folder.resolve("keys");
        Disk.ofSystem().makeFolder(keys);
        opened.add(FolderLock.take(folder, "admin process"));
        Database database = opened.add(database(config, folder));
        AdminToken token = AdminToken.open(config.dataFolder().resolve("admin-token"), database.adminToken());
        ServerCertificate certificate = ServerCertificate.open(
                keys, OwnAddresses.names(config), config.clock().instant());
        LockedFiles lockedFiles = LockedFiles.open(folder.resolve("locked"));
        BundleComposer composer = BundleComposer.open(keys, config.sites(), lockedFiles);
        BundleFolders bundles = new BundleFolders(folder.resolve("bundles"));
        Publisher publisher =
                opened.add(new Publisher(database.published(), bundles, composer, config.clock(), Database::isOutage));
        Registrar registrar = registrar(database, publisher, config);
        Uploads uploads = Uploads.open(folder.resolve("lists"));
        SiteSets sites = sites(config);
        GatewayTokens gateways = new GatewayTokens(database.gateways());
        return new Parts(
                config,
                database,
                certificate,
                token,
                gateways,
                new Enrolments(gateways, certificate.authorityPem(), composer.signerPem()),
                publisher,
                registrar,
                opened.add(new NightlyPeople(registrar, config.peopleImport())),
                lockedFiles,
                uploads,
                opened.add(new Sources(database.sources(), uploads, guards(config, sites), publisher, config.clock())),
                sites);
    }

    private static Database database(AdminConfig config, Path folder) throws IOException {
        String url = config.database();
        Path credentials = config.databaseCredentials();
        return url == null || credentials == null
                ? Database.open(folder.resolve("admin.db"))
                : Database.open(PostgresDatabase.at(url, credentials));
    }

    private static Registrar registrar(Database database, Publisher publisher, AdminConfig config) {
        return new Registrar(
                database.people(),
                database.classes(),
                database.devices(),
                database.peopleChanges(),
                publisher,
                config.clock());
    }

    private static ListGuards guards(AdminConfig config, SiteSets sites) throws IOException {
        return new ListGuards(
                PublicSuffixes.readOrBuiltIn(config.suffixList()),
                sites.essential(),
                Vocabulary.standard()::isAllowType);
    }

    private static SiteSets sites(AdminConfig config) {
        try {
            return SiteSets.read(config.sites(), "sites.yaml", Vocabulary.standard());
        } catch (InvalidPolicyException e) {
            throw new IllegalArgumentException("the shipped site sets have mistakes", e);
        }
    }

    /**
     * Takes up the bundle that was published last, or publishes: the first one, or one in the place of one that is
     * lost.
     */
    void begin() throws IOException {
        publishFirst();
        nightlyPeople.begin();
    }

    private void publishFirst() throws IOException {
        if (publisher.resume()) {
            sources.cleanUp();
            return;
        }
        if (database.published().position().isEmpty()) {
            sources.publishAll(
                    config.firstSources(),
                    () -> database.policies()
                            .add(config.firstPolicy(), config.clock().instant()));
        } else {
            sources.publishAll(List.of(), () -> {});
        }
    }
}
