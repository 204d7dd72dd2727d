package org.schoolgate.admin.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.policy.PolicyStore;
import org.schoolgate.admin.publish.PolicyText;

final class SqlPolicies implements PolicyStore {
    private final Jdbi jdbi;

    SqlPolicies(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    static PolicyText current(Handle handle) {
        return handle.createQuery("select version, document from policies order by version desc limit 1")
                .map((row, ctx) -> new PolicyText(row.getInt("version"), row.getString("document")))
                .one();
    }

    @Override
    public int add(String document, Instant createdAt) {
        return jdbi.inTransaction(handle -> {
            int version = Math.toIntExact(Counters.next(handle, "policy"));
            handle.createUpdate("insert into policies (version, document, created_at) "
                            + "values (:version, :document, :createdAt)")
                    .bind("version", version)
                    .bind("document", document)
                    .bind("createdAt", createdAt.toEpochMilli())
                    .execute();
            return version;
        });
    }

    @Override
    public PolicyText current() {
        return jdbi.withHandle(SqlPolicies::current);
    }
}
