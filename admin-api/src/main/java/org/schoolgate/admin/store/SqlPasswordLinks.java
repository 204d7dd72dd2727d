package org.schoolgate.admin.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.people.PasswordLinkStore;

final class SqlPasswordLinks implements PasswordLinkStore {
    private final Jdbi jdbi;

    SqlPasswordLinks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void put(String tokenHash, String person, Instant now, Instant expiresAt) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "delete from password_links where person = ? or expires_at <= ?", person, now.toEpochMilli());
            handle.execute(
                    "insert into password_links (token_hash, person, expires_at) values (?, ?, ?)",
                    tokenHash,
                    person,
                    expiresAt.toEpochMilli());
        });
    }

    @Override
    public Optional<String> find(String tokenHash, Instant now) {
        return jdbi.withHandle(handle -> find(handle, tokenHash, now));
    }

    @Override
    public Optional<String> take(String tokenHash, Instant now) {
        return jdbi.inTransaction(handle -> {
            Optional<String> person = find(handle, tokenHash, now);
            handle.execute("delete from password_links where token_hash = ?", tokenHash);
            return person;
        });
    }

    private static Optional<String> find(Handle handle, String tokenHash, Instant now) {
        return handle.createQuery("select person from password_links where token_hash = :token and expires_at > :now")
                .bind("token", tokenHash)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .findOne();
    }
}
