/** The conformance table: files of rows, and what plays them. Start at {@code ConformanceTest}. */
@NullMarked
package org.schoolgate.proxy.conformance;

import org.jspecify.annotations.NullMarked;
