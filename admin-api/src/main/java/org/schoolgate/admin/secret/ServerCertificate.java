package org.schoolgate.admin.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate, issued by an authority of its own that is made at the first start: gateways pin the
 * authority, so that the certificate can be renewed, or name another host, without touching them.
 */
public final class ServerCertificate {
    /** Renewed at a start when less than this is left; a server that runs for longer without a restart warns. */
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(180);

    private static final Logger log = LoggerFactory.getLogger(ServerCertificate.class);

    private final PrivateKey key;
    private final X509Certificate leaf;
    private final X509Certificate authority;
    private final Path authorityFile;

    private ServerCertificate(PrivateKey key, X509Certificate leaf, X509Certificate authority, Path authorityFile) {
        this.key = key;
        this.leaf = leaf;
        this.authority = authority;
        this.authorityFile = authorityFile;
    }

    /** @param names host names and addresses under which clients may ask for this server */
    public static ServerCertificate open(Path folder, Set<String> names, Instant now)
            throws IOException, GeneralSecurityException {
        Path authorityFile = folder.resolve("ca.pem");
        Path authorityKeyFile = folder.resolve("ca.key");
        if (!Files.exists(authorityFile) || !Files.exists(authorityKeyFile)) {
            KeyPair pair = Issuer.newKeyPair();
            Pem.writeKey(authorityKeyFile, pair.getPrivate());
            Pem.writeCertificate(authorityFile, Issuer.authority(pair, now));
            log.info("Made the certificate authority of this server");
        }
        X509Certificate authority = Pem.readCertificate(authorityFile);
        Issuer issuer = new Issuer(authority, Pem.readKey(authorityKeyFile));
        return withLeaf(folder, issuer, authority, names, now, authorityFile);
    }

    private static ServerCertificate withLeaf(
            Path folder, Issuer issuer, X509Certificate authority, Set<String> names, Instant now, Path authorityFile)
            throws IOException, GeneralSecurityException {
        Path leafFile = folder.resolve("server.pem");
        Path keyFile = folder.resolve("server.key");
        if (!Files.exists(leafFile)
                || !Files.exists(keyFile)
                || !isGood(Pem.readCertificate(leafFile), authority, names, now)) {
            KeyPair pair = Issuer.newKeyPair();
            Files.deleteIfExists(leafFile); // a crash between the two writes must not pair it with another key
            Pem.writeKey(keyFile, pair.getPrivate());
            Pem.writeCertificate(leafFile, issuer.leaf(pair.getPublic(), names, now));
            log.info("Issued the server's certificate");
        }
        return new ServerCertificate(Pem.readKey(keyFile), Pem.readCertificate(leafFile), authority, authorityFile);
    }

    private static boolean isGood(X509Certificate leaf, X509Certificate authority, Set<String> names, Instant now)
            throws GeneralSecurityException {
        boolean lasts = leaf.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE_END));
        boolean ours = leaf.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        return lasts && ours && namesOf(leaf).equals(new TreeSet<>(names));
    }

    private static Set<String> namesOf(X509Certificate leaf) throws GeneralSecurityException {
        Set<String> names = new TreeSet<>();
        Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(alternative -> names.add(alternative.get(1).toString()));
        }
        return names;
    }

    public PrivateKey key() {
        return key;
    }

    public X509Certificate leaf() {
        return leaf;
    }

    public X509Certificate authority() {
        return authority;
    }

    /** For {@code curl --cacert}; not secret. */
    public Path authorityFile() {
        return authorityFile;
    }

    /** The authority as text, to be pinned by a gateway. */
    public String authorityPem() {
        return Pem.text(authority);
    }

    public Instant end() {
        return leaf.getNotAfter().toInstant();
    }
}
