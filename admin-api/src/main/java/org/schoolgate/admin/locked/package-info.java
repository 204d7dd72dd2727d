/**
 * The locked slot: armed by the first locked list, for good. Only hashed lists come here, never an address. Start at {@link
 * org.schoolgate.admin.locked.LockedResource}.
 */
@NullMarked
package org.schoolgate.admin.locked;

import org.jspecify.annotations.NullMarked;
