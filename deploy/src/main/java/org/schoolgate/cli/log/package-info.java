/** {@code schoolgate log}: the access log for other programs. Start at {@link org.schoolgate.cli.log.ExportCommand}. */
@NullMarked
package org.schoolgate.cli.log;

import org.jspecify.annotations.NullMarked;
