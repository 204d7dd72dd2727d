package org.schoolgate.cli.dns;

import java.util.List;

/**
 * A name that is to be taken for another.
 *
 * @param target has the safe search
 * @param addresses of the target where its maker documents them, else none: for name servers that cannot follow a name
 */
record Alias(String name, String target, List<String> addresses) {
    Alias {
        addresses = List.copyOf(addresses);
    }
}
