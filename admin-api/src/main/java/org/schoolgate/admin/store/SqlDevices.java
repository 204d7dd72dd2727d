package org.schoolgate.admin.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.schoolgate.admin.people.DeviceRecord;
import org.schoolgate.admin.people.DeviceStore;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.DeviceKind;

final class SqlDevices implements DeviceStore {
    private final Jdbi jdbi;

    SqlDevices(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<DeviceRecord> all() {
        return jdbi.withHandle(SqlDevices::all);
    }

    static List<DeviceRecord> all(Handle handle) {
        return handle.createQuery("select * from devices").map((row, ctx) -> device(row)).list().stream()
                .sorted(Comparator.comparing(each -> each.device().id()))
                .toList();
    }

    @Override
    public void put(Collection<DeviceRecord> devices) {
        if (devices.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into devices (id, kind, macs, addresses, owner, role, "
                    + "device_groups, trusts_ca, source, changed_at) "
                    + "values (:id, :kind, :macs, :addresses, :owner, :role, :groups, :trustsCa, :source, :changedAt) "
                    + "on conflict (id) do update set kind = excluded.kind, macs = excluded.macs, "
                    + "addresses = excluded.addresses, owner = excluded.owner, role = excluded.role, "
                    + "device_groups = excluded.device_groups, trusts_ca = excluded.trusts_ca, "
                    + "source = excluded.source, changed_at = excluded.changed_at");
            devices.forEach(device -> bind(batch, device).add());
            batch.execute();
        });
    }

    private static PreparedBatch bind(PreparedBatch batch, DeviceRecord record) {
        Device device = record.device();
        return batch.bind("id", device.id())
                .bind("kind", device.kind().id())
                .bind("macs", JsonText.of(device.macs()))
                .bind(
                        "addresses",
                        JsonText.of(device.addresses().stream().map(Host::text).toList()))
                .bind("owner", device.owner())
                .bind("role", device.role())
                .bind("groups", JsonText.ofSet(device.groups()))
                .bind("trustsCa", device.trustsCa())
                .bind("source", record.source())
                .bind("changedAt", record.changedAt().toEpochMilli());
    }

    @Override
    public void remove(Collection<String> ids) {
        jdbi.useTransaction(handle -> ids.forEach(id -> handle.execute("delete from devices where id = ?", id)));
    }

    private static DeviceRecord device(ResultSet row) throws SQLException {
        Device device = new Device(
                row.getString("id"),
                DeviceKind.of(row.getString("kind")),
                JsonText.read(row.getString("macs"), new TypeReference<>() {}),
                addresses(JsonText.read(row.getString("addresses"), new TypeReference<>() {})),
                row.getString("owner"),
                row.getString("role"),
                JsonText.readSet(row.getString("device_groups")),
                row.getBoolean("trusts_ca"));
        return new DeviceRecord(device, row.getString("source"), Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    private static List<Host> addresses(List<String> texts) throws SQLException {
        List<Host> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(Host.parseLenient(text));
            } catch (HostSyntaxException e) {
                throw new SQLException("an address of a device is none", e);
            }
        }
        return addresses;
    }
}
