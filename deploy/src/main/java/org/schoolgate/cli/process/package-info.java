/** The commands that stay in the foreground: a gateway, an admin process, or both under one supervisor. Start with {@code RunCommand}. */
@NullMarked
package org.schoolgate.cli.process;

import org.jspecify.annotations.NullMarked;
