/**
 * {@code schoolgate selftest}: looks at an installation and its surroundings from outside. Start reading at {@link
 * org.schoolgate.cli.selftest.SelftestCommand}, which lists the checks.
 */
@NullMarked
package org.schoolgate.cli.selftest;

import org.jspecify.annotations.NullMarked;
