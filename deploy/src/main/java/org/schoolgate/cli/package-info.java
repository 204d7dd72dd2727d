/** The command line: one class a command, started by {@code Main}. */
@NullMarked
package org.schoolgate.cli;

import org.jspecify.annotations.NullMarked;
