package org.schoolgate.admin.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.gateway.GatewayStatus;
import org.schoolgate.admin.gateway.GatewayStatus.HealthLine;
import org.schoolgate.admin.gateway.GatewayStore;
import org.schoolgate.rules.bundle.Generation;

final class SqlGateways implements GatewayStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In the place of a token's hash. */
    private static final String REPLACED = "";

    private final Jdbi jdbi;

    SqlGateways(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public EnrolledGateway enrol(String tokenHash) {
        return jdbi.inTransaction(handle -> {
            handle.execute("update gateways set token_hash = ?", REPLACED);
            return handle.createQuery("insert into gateways (number, name, token_hash, health) "
                            + "select coalesce(max(number), 0) + 1, 'gateway-' || (coalesce(max(number), 0) + 1), "
                            + ":hash, '[]' from gateways returning *")
                    .bind("hash", tokenHash)
                    .map((row, ctx) -> gateway(row))
                    .one();
        });
    }

    @Override
    public Map<Integer, String> tokenHashes() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select number, token_hash from gateways where token_hash <> :replaced")
                .bind("replaced", REPLACED)
                .reduceRows(new LinkedHashMap<>(), (hashes, row) -> {
                    hashes.put(row.getColumn("number", Integer.class), row.getColumn("token_hash", String.class));
                    return hashes;
                }));
    }

    @Override
    public void report(int number, GatewayStatus status, Instant at) {
        Generation serving = status.serving();
        jdbi.useTransaction(
                handle -> handle.createUpdate("update gateways set epoch = :epoch, generation = :generation, "
                                + "version = :version, health = :health, last_seen = :at where number = :number")
                        .bind("epoch", serving == null ? null : serving.epoch())
                        .bind("generation", serving == null ? null : serving.generation())
                        .bind("version", status.version())
                        .bind("health", json(status.health()))
                        .bind("at", at.toEpochMilli())
                        .bind("number", number)
                        .execute());
    }

    @Override
    public List<EnrolledGateway> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from gateways order by number")
                .map((row, ctx) -> gateway(row))
                .list());
    }

    private static EnrolledGateway gateway(ResultSet row) throws SQLException {
        Long epoch = number(row, "epoch");
        Long generation = number(row, "generation");
        Long lastSeen = number(row, "last_seen");
        Generation serving = epoch == null || generation == null ? null : new Generation(epoch, generation);
        return new EnrolledGateway(
                row.getInt("number"),
                row.getString("name"),
                new GatewayStatus(serving, health(row.getString("health")), row.getString("version")),
                lastSeen == null ? null : Instant.ofEpochMilli(lastSeen),
                row.getString("token_hash").equals(REPLACED));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static String json(List<HealthLine> health) {
        try {
            return JSON.writeValueAsString(health);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("health lines are always JSON", e);
        }
    }

    private static List<HealthLine> health(String json) throws SQLException {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("a gateway's health is not readable", e);
        }
    }
}
