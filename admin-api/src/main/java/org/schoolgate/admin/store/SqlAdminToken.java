package org.schoolgate.admin.store;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.secret.AdminToken;

final class SqlAdminToken implements AdminToken.Store {
    private static final String NAME = "admin-token-hash";

    private final Jdbi jdbi;

    SqlAdminToken(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<String> adminTokenHash() {
        return jdbi.withHandle(handle -> handle.createQuery("select value from settings where name = :name")
                .bind("name", NAME)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void setAdminTokenHash(String hash) {
        jdbi.useTransaction(handle -> handle.createUpdate("insert into settings (name, value) values (:name, :hash) "
                        + "on conflict (name) do update set value = excluded.value")
                .bind("name", NAME)
                .bind("hash", hash)
                .execute());
    }
}
