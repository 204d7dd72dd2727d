package org.schoolgate.admin.roster;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.DeviceKind;

/**
 * A device as a file has it. What the file says nothing of is null, and stays as it is.
 *
 * @param macs as {@link org.schoolgate.rules.people.MacAddress#text} writes them
 * @param owner id or user name of a person; empty where the file says that it has none
 * @param ownerPlace where the owner is written
 * @param role id of a role of the policy; empty where the file says that it has none
 */
public record RosterDevice(
        Place place,
        String id,
        @Nullable DeviceKind kind,
        @Nullable List<String> macs,
        @Nullable List<Host> addresses,
        @Nullable String owner,
        Place ownerPlace,
        @Nullable String role,
        @Nullable Set<String> groups,
        @Nullable Boolean trustsCa) {}
