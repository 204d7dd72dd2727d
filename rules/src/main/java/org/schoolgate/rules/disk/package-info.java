/**
 * The one door to files that must survive a crash. Start at {@link org.schoolgate.rules.disk.Disk}; the test-jar has one
 * that fails, tears and forgets on demand.
 */
@NullMarked
package org.schoolgate.rules.disk;

import org.jspecify.annotations.NullMarked;
