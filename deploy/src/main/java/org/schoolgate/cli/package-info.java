/** The command line: {@code Main} is what is started; each subpackage holds one group of commands, a class for each. */
@NullMarked
package org.schoolgate.cli;

import org.jspecify.annotations.NullMarked;
