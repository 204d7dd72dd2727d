/** Fake clients and origins, and a proxy between them, for tests of whole exchanges on loopback. */
@NullMarked
package org.schoolgate.proxy.testing;

import org.jspecify.annotations.NullMarked;
