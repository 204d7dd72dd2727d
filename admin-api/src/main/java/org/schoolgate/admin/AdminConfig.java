package org.schoolgate.admin;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.schoolgate.rules.list.ListSource;

/**
 * Where an admin server works, and what it begins with.
 *
 * @param dataFolder holds {@code admin-token} and the folder {@code admin}; made where there is none
 * @param address of HTTPS; port 0 takes any free one
 * @param opsPort of health and metrics, in the clear and on loopback only; 0 takes any free one
 * @param hostNames under which clients ask for this server, besides {@code localhost} and its addresses
 * @param sites text of the shipped site sets (YAML), part of every bundle
 * @param suffixList the Public Suffix List; where there is no such file, a short list of our own has to do
 * @param firstPolicy text of the policy (YAML) that the first start publishes
 * @param firstSources lists that the first start publishes with it; each a file or an archive, which is copied
 * @param accessFolder where the gateway of this machine writes its access segments
 * @param localGateway enrolment file that a gateway of this machine reads, kept up to date at each start
 */
public record AdminConfig(
        Path dataFolder,
        InetSocketAddress address,
        int opsPort,
        Set<String> hostNames,
        String sites,
        Path suffixList,
        String firstPolicy,
        List<ListSource> firstSources,
        Path accessFolder,
        Optional<Path> localGateway,
        InstantSource clock) {
    public AdminConfig {
        hostNames = Set.copyOf(hostNames);
        firstSources = List.copyOf(firstSources);
    }
}
