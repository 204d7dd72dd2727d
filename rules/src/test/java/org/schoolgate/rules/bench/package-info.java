/** What the benchmarks of all modules have in common. They are not tests: {@code deploy/bench/run} starts them. */
@NullMarked
package org.schoolgate.rules.bench;

import org.jspecify.annotations.NullMarked;
