/** What all commands share: how they refuse, and how they print. */
@NullMarked
package org.schoolgate.cli.console;

import org.jspecify.annotations.NullMarked;
