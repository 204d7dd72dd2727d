/**
 * What the starter policy blocks that it should not, with real lists loaded as the starter's feeds say. Start with {@link
 * org.schoolgate.rules.overblock.OverBlock}, which {@code deploy/bench/run overblock} runs, or the test of that name.
 */
@NullMarked
package org.schoolgate.rules.overblock;

import org.jspecify.annotations.NullMarked;
