/** How a command talks to an admin process. Start reading at {@link org.schoolgate.cli.remote.AdminConnection}. */
@NullMarked
package org.schoolgate.cli.remote;

import org.jspecify.annotations.NullMarked;
