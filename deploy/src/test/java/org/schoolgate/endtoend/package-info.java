/**
 * The product as a school runs it: real processes, real sockets, real disks. Each test starts an {@code Installation} of its own
 * and looks at it only from outside: as a browser, over the admin's REST, and by killing what runs.
 */
@NullMarked
package org.schoolgate.endtoend;

import org.jspecify.annotations.NullMarked;
