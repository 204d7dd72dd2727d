/** Rules for the school's own name servers, which see what a proxy does not. Start reading at {@code DnsRulesCommand}. */
@NullMarked
package org.schoolgate.cli.dns;

import org.jspecify.annotations.NullMarked;
