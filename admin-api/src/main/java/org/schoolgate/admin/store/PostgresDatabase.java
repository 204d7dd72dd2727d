package org.schoolgate.admin.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.schoolgate.rules.disk.Credentials;

/** A database of a PostgreSQL server, and who we are there. */
public final class PostgresDatabase {
    private static final Pattern URL = Pattern.compile(
            "jdbc:postgresql://[^/?@%\\s]+/([^/?@%\\s]|%[0-9a-fA-F]{2})+(\\?([^%\\s]|%[0-9a-fA-F]{2})*)?");
    private static final Pattern WHO_WE_ARE = Pattern.compile("[?&](user|password|sslpassword)=", CASE_INSENSITIVE);
    private static final Pattern OPTIONS = Pattern.compile("\\?.*");

    /*
     * As SQLite is opened: who waits for another writer gives up after five seconds, and what is committed is on disk, whatever
     * the server is set to.
     */
    private static final String SESSION = "set lock_timeout = '5s'; set synchronous_commit = on";

    /** For a connection, when the server is away. */
    private static final int PATIENCE_SECONDS = 5;

    /** For an answer of a server that has gone without a word; far more than any statement of ours takes. */
    private static final int SILENCE_SECONDS = 30;

    private final String url;
    private final Credentials credentials;

    private PostgresDatabase(String url, Credentials credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    /**
     * @param url {@code jdbc:postgresql://HOST[:PORT]/DATABASE[?OPTION=VALUE&...]}; the server has to show a certificate for its
     *     name unless the option {@code sslmode} says otherwise
     * @throws IllegalArgumentException when it is anything else, or holds a user or a password; what it holds is not said
     */
    public static void check(String url) {
        if (!URL.matcher(url).matches()
                || WHO_WE_ARE.matcher(URLDecoder.decode(url, UTF_8)).find()) {
            throw new IllegalArgumentException("database: not a URL that is understood (expected:"
                    + " jdbc:postgresql://HOST[:PORT]/DATABASE[?OPTION=VALUE&...], without user and password)");
        }
    }

    /**
     * The database at a URL that {@link #check} takes.
     *
     * @throws IOException as {@link Credentials#read}
     */
    public static PostgresDatabase at(String url, Path credentials) throws IOException {
        check(url);
        return new PostgresDatabase(url, Credentials.read(credentials));
    }

    HikariConfig connections() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(credentials.user());
        config.setPassword(credentials.password());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(SESSION);
        config.setConnectionTimeout(PATIENCE_SECONDS * 1000L);
        // Texts, or the driver would not see them. What the URL says stands above these.
        config.addDataSourceProperty("sslmode", "verify-full");
        config.addDataSourceProperty("ApplicationName", "schoolgate");
        config.addDataSourceProperty("connectTimeout", String.valueOf(PATIENCE_SECONDS));
        config.addDataSourceProperty("socketTimeout", String.valueOf(SILENCE_SECONDS));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false"); // has what a statement was to write
        return config;
    }

    /** The address, without options and credentials. */
    @Override
    public String toString() {
        return OPTIONS.matcher(url).replaceFirst("");
    }
}
